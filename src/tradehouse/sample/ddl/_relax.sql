-- Turns the tables of the current schema into what a replica often is: no keys, no checks,
-- no NOT NULL, no identities but a counter, enums as text. Names, types of other columns, partitions and
-- defaults stay.
do $relax$
declare
    item record;
    counter text;
begin
    -- Foreign keys first: they depend on the unique indexes of other tables.
    for item in
        select con.conrelid::regclass as relation, con.conname
        from pg_constraint as con
        join pg_class as rel on rel.oid = con.conrelid
        where con.connamespace = current_schema()::regnamespace
            and con.contype in ('f', 'c', 'x', 'u', 'p')
            and con.coninhcount = 0
            and not rel.relispartition
        order by array_position(array['f', 'c', 'x', 'u', 'p']::"char"[], con.contype)
    loop
        execute format('alter table %s drop constraint if exists %I', item.relation, item.conname);
    end loop;

    for item in
        select format('drop index %s', idx.indexrelid::regclass) as statement
        from pg_index as idx
        join pg_class as rel on rel.oid = idx.indrelid
        where rel.relnamespace = current_schema()::regnamespace
            and idx.indisunique
            and not rel.relispartition
    loop
        execute item.statement;
    end loop;

    for item in
        select att.attrelid::regclass as relation, att.attname, att.attgenerated, att.attidentity
        from pg_attribute as att
        join pg_class as rel on rel.oid = att.attrelid
        where rel.relnamespace = current_schema()::regnamespace
            and rel.relkind in ('r', 'p')
            and not rel.relispartition
            and att.attnum > 0
            and not att.attisdropped
            and (att.attnotnull or att.attgenerated <> '')
    loop
        if item.attidentity <> '' then
            -- A number of its own for rows that bring none, far from those of the sample.
            execute format('alter table %s alter column %I drop identity', item.relation, item.attname);
            counter := format('%s_%s_counter', item.relation::oid, item.attname);
            execute format('create sequence %I start 1000000000', counter);
            execute format(
                'alter table %s alter column %I set default nextval(%L)',
                item.relation, item.attname, format('%I.%I', current_schema(), counter)
            );
        end if;
        if item.attgenerated <> '' then
            execute format('alter table %s alter column %I drop expression', item.relation, item.attname);
        else
            execute format('alter table %s alter column %I drop not null', item.relation, item.attname);
        end if;
    end loop;

    for item in
        select
            att.attrelid::regclass as relation,
            att.attname,
            typ.typcategory = 'A' as is_array,
            -- Without the cast to the enum.
            regexp_replace(pg_get_expr(def.adbin, def.adrelid), '::[^:]+$', '') as default_value
        from pg_attribute as att
        join pg_class as rel on rel.oid = att.attrelid
        join pg_type as typ on typ.oid = att.atttypid
        left join pg_type as element on element.oid = typ.typelem
        left join pg_attrdef as def on def.adrelid = att.attrelid and def.adnum = att.attnum
        where rel.relnamespace = current_schema()::regnamespace
            and rel.relkind in ('r', 'p')
            and not rel.relispartition
            and att.attnum > 0
            and not att.attisdropped
            and (typ.typtype = 'e' or (typ.typcategory = 'A' and element.typtype = 'e'))
    loop
        if item.default_value is not null then
            execute format('alter table %s alter column %I drop default', item.relation, item.attname);
        end if;
        execute format(
            'alter table %s alter column %I type %s using %I::%s',
            item.relation, item.attname,
            case when item.is_array then 'text[]' else 'text' end, item.attname,
            case when item.is_array then 'text[]' else 'text' end
        );
        if item.default_value is not null then
            execute format(
                'alter table %s alter column %I set default %s',
                item.relation, item.attname, item.default_value
            );
        end if;
    end loop;
end $relax$;
