import type { AuditDatabase } from "../audit-database.ts";

/** One thing of a database that is not PostgreSQL's own. */
export interface SchemaObject {
  readonly kind: string;
  readonly name: string;
  /** All that makes it what it is; empty where its being there is all. */
  readonly detail: string;
}

const ownSchemas = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;
const notOfExtension = (catalogue: string, oid: string) =>
  `not exists (select 1 from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

// Not-null constraints are told by their columns: PostgreSQL 18 lists them a second time.
const queries = [
  `select 'schema' as kind, n.nspname::text as name, '' as detail from pg_namespace n
   where ${ownSchemas} and ${notOfExtension("pg_namespace", "n.oid")}`,
  `select case c.relkind when 'r' then 'table' when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
     when 'p' then 'partitioned table' when 'S' then 'sequence' else 'composite type' end,
     n.nspname || '.' || c.relname, case c.relpersistence when 'p' then '' else c.relpersistence::text end
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'v', 'm', 'f', 'p', 'S', 'c') and ${ownSchemas} and ${notOfExtension("pg_class", "c.oid")}`,
  `select 'column', n.nspname || '.' || c.relname || '.' || a.attname,
     concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
       case when d.oid is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
       case a.attidentity when 'a' then 'identity always' when 'd' then 'identity by default' end,
       case when a.attgenerated <> '' then 'generated' end,
       case when coalesce(a.attstattarget, -1) >= 0 then 'statistics ' || a.attstattarget end)
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where c.relkind in ('r', 'v', 'm', 'f', 'p') and a.attnum > 0 and not a.attisdropped
     and ${ownSchemas} and ${notOfExtension("pg_class", "c.oid")}`,
  `select 'constraint', n.nspname || '.' || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
   from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
   where k.contype <> 'n' and ${ownSchemas}`,
  `select 'index', n.nspname || '.' || c.relname, pg_get_indexdef(c.oid)
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('i', 'I') and ${ownSchemas} and ${notOfExtension("pg_class", "c.oid")}`,
  `select 'trigger', n.nspname || '.' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
   from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
   where not t.tgisinternal and ${ownSchemas}`,
  `select 'rule', schemaname || '.' || tablename || '.' || rulename, definition from pg_rules n
   where schemaname not in ('pg_catalog', 'information_schema')`,
  `select 'function', n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', md5(coalesce(p.prosrc, ''))
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ownSchemas} and ${notOfExtension("pg_proc", "p.oid")}`,
  `select 'type', n.nspname || '.' || t.typname, t.typtype::text from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where t.typtype in ('e', 'd', 'r') and ${ownSchemas} and ${notOfExtension("pg_type", "t.oid")}`,
  `select 'policy', n.nspname || '.' || c.relname || '.' || p.polname, '' from pg_policy p
   join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace`,
  `select 'statistics object', n.nspname || '.' || s.stxname, '' from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace`,
  `select 'extension', extname::text, '' from pg_extension where extname <> 'plpgsql'`,
  `select 'event trigger', evtname::text, '' from pg_event_trigger`,
  `select 'publication', pubname::text, '' from pg_publication`,
  `select 'foreign server', srvname::text, '' from pg_foreign_server`,
  `select 'language', lanname::text, '' from pg_language where lanname not in ('internal', 'c', 'sql', 'plpgsql')`,
  `select 'large objects', 'pg_largeobject', count(*)::text from pg_largeobject_metadata having count(*) > 0`,
];

/** Everything that somebody made in a database: tables, columns, indexes, triggers, functions, extensions and the like. */
export async function describeSchema(database: Pick<AuditDatabase, "rows">): Promise<SchemaObject[]> {
  const objects: SchemaObject[] = [];
  for (const query of queries) {
    const rows = await database.rows<{ kind?: string; name?: string; detail?: string }>(
      `select q.kind, q.name, q.detail from (${query}) as q(kind, name, detail) order by 1, 2, 3`,
    );
    objects.push(...rows.map(({ kind = "", name = "", detail = "" }) => ({ kind, name, detail: detail ?? "" })));
  }
  return objects;
}
