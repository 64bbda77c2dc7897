{#- Common table expressions: the files of a raw table (leaves: oid, is_bounded, days) and the days their bounds
    allow; the default partition has what no other has. Bounds that are no days in UTC get a day more. -#}
{% macro partition_bounds_sql(relation, column=none, is_shifted=false) -%}
{{ partition_column_sql(relation, column, is_shifted) }},
children as (
    select inh.inhrelid as oid, keyed.is_shifted,
        pg_get_expr(rel.relpartbound, rel.oid) = 'DEFAULT' as is_default,
        regexp_match(pg_get_expr(rel.relpartbound, rel.oid), 'FROM \((.*)\) TO \((.*)\)') as bounds
    from root cross join keyed
    join pg_inherits as inh on inh.inhparent = root.oid and not inh.inhdetachpending
    join pg_class as rel on rel.oid = inh.inhrelid
),
bounded as (
    select oid, datemultirange(daterange(
        nullif(trim('''' from bounds[1]), 'MINVALUE')::timestamp::date - is_shifted::int,
        (nullif(trim('''' from bounds[2]), 'MAXVALUE')::timestamp + interval '1 day -1 us')::date
            + is_shifted::int
    )) as days
    from children where not is_default
),
leaves as (
    select rel.oid, coalesce(not children.is_default, false) as is_bounded,
        coalesce(bounded.days, datemultirange(daterange(null, null)) - coalesce(
            (select range_agg(bounded.days) from bounded where children.is_default), datemultirange()
        )) as days
    from root join pg_class as rel on rel.relkind = 'r'
        and (rel.oid = root.oid or rel.oid in (select relid from pg_partition_tree(root.oid)))
    left join children on children.oid in (select relid from pg_partition_ancestors(rel.oid))
    left join bounded on bounded.oid = children.oid
)
{%- endmacro %}
