// The first script to run: the core begins to fetch the catalogue while the frame of the shop is still being read.
import { marketWorker } from "./workers/market-port.ts";

marketWorker();
