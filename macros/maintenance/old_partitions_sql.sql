{#- The partitions of a raw table that lie whole before what has to be kept: name, days, bound and bytes. Back
    from the clock's reading, but never from a clock that is ahead of the time. -#}
{% macro old_partitions_sql(relation, keep) -%}
with
{{ partition_bounds_sql(relation) }}
select bounded.oid::regclass::text as partition, lower(bounded.days)::text as first_day,
    (upper(bounded.days) - 1)::text as last_day, pg_get_expr(rel.relpartbound, rel.oid) as bound,
    (select sum(pg_total_relation_size(relid)) from pg_partition_tree(bounded.oid)) as bytes
from bounded
join pg_class as rel on rel.oid = bounded.oid
cross join {{ private_relation('run_clock') }} as clock
where upper(bounded.days)
    <= ((least(clock.as_of, now()) at time zone 'UTC')::date - interval '{{ keep }}')::date
order by upper(bounded.days)
{%- endmacro %}
