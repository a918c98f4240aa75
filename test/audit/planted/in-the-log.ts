import type { PlantedInDatabase } from "./planted-in-database.ts";

/** What an operator might do to a log that has been signed. */
export function ofTheLog(): PlantedInDatabase[] {
  const kept = (what: string) => [`create table public.kept as select * from public_plane.${what}`];
  return [
    {
      name: "an entry of the log that was changed",
      check: "log/tree",
      plant: [
        ...kept("log_entry"),
        "update public_plane.log_entry set entry = set_byte(entry, octet_length(entry) - 1, (get_byte(entry, octet_length(entry) - 1) + 1) % 256) where index = 1",
      ],
      undo: [
        "update public_plane.log_entry e set entry = k.entry from public.kept k where k.index = e.index and e.index = 1",
        "drop table public.kept",
      ],
    },
    {
      name: "an entry of the log that was taken out",
      check: "log/tree",
      plant: [...kept("log_entry"), "delete from public_plane.log_entry where index = 1"],
      undo: ["insert into public_plane.log_entry select * from public.kept where index = 1", "drop table public.kept"],
    },
    {
      name: "a tile of the log that was changed",
      check: "log/tree",
      plant: [
        ...kept("log_tile"),
        "update public_plane.log_tile set hashes = set_byte(hashes, 3, (get_byte(hashes, 3) + 1) % 256)",
      ],
      undo: [
        "update public_plane.log_tile t set hashes = k.hashes from public.kept k where k.level = t.level and k.index = t.index",
        "drop table public.kept",
      ],
    },
    {
      name: "a checkpoint that nobody signed",
      check: "log/tree",
      plant: [
        ...kept("log_checkpoint"),
        "update public_plane.log_checkpoint set note = replace(note, size::text, (size + 1)::text)",
      ],
      undo: ["update public_plane.log_checkpoint c set note = k.note from public.kept k", "drop table public.kept"],
    },
    {
      name: "a log that was cut short",
      check: "log/tree",
      plant: [...kept("log_checkpoint"), "update public_plane.log_checkpoint set size = size - 1"],
      undo: ["update public_plane.log_checkpoint c set size = k.size from public.kept k", "drop table public.kept"],
    },
    {
      name: "an accreditation that is not in the log",
      check: "log/statements",
      plant: [...kept("statement"), "update public_plane.statement set log_index = null where type = 'accreditation'"],
      undo: [
        "update public_plane.statement s set log_index = k.log_index from public.kept k where k.digest = s.digest",
        "drop table public.kept",
      ],
    },
    {
      name: "a party whose entry is another's",
      check: "log/statements",
      plant: [
        ...kept("statement"),
        "update public_plane.statement set log_index = null where type = 'accreditation'",
        "update public_plane.statement set log_index = (select log_index from public.kept where type = 'accreditation' limit 1) where type = 'party'",
      ],
      undo: [
        "update public_plane.statement set log_index = null",
        "update public_plane.statement s set log_index = k.log_index from public.kept k where k.digest = s.digest",
        "drop table public.kept",
      ],
    },
  ];
}
