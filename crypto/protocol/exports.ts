/** The types of the protocol in one place, for the many files that only name them. */
export type { Allergen, Content, Item, Picture, ServicePlace, Variant } from "./item.ts";
export type { InstanceFile } from "./instance-file.ts";
export type { MapFile } from "./map-file.ts";
export type {
  Accreditation,
  CatalogueStatement,
  Agenda,
  CollectionWindow,
  Cutoff,
  DeliveryDay,
  DeliveryOffer,
  Holiday,
  Party,
  PaymentMethod,
  PickupWay,
  Place,
  Recovery,
  Release,
  Shelf,
  Statement,
  StatementOf,
  StatementType,
  StockLevel,
  Succession,
  TokenKey,
  TokenPurpose,
  TakenTimes,
  WeeklyWindow,
} from "./statements.ts";
export type {
  AuthenticMessage,
  DeclineReason,
  DeliveryAddress,
  DeliveryRequest,
  FailReason,
  Fulfilment,
  OrderLine,
  OrderMessage,
  OrderMessageOf,
  OrderMessageType,
  OrderPlace,
  PickupAnnouncement,
  ReplyAddress,
  Role,
  VisitAddress,
} from "./order-messages.ts";
export type { DeliveryFailure, DeliveryState, DeliveryView } from "./delivery-fold.ts";
export type { PickupProgress, PickupState } from "./pickup-fold.ts";
export type { Channel, OrderProblem } from "./order-chain.ts";
export type { OrderState, OrderView, TimelineEntry } from "./order-fold.ts";
export type { CatalogueWire, KeyringWire, Problem, RecordsWire, WrapperInfo, WrapperWire } from "./routes.ts";
