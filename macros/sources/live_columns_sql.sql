{#- A query for the columns of relations that meet a condition on `rel` and `nsp`: relation, name and type, in the order
    they stand. A domain's type is what it is made of: it reads as that. -#}
{% macro live_columns_sql(condition) -%}
select
    format('%s.%s', nsp.nspname, rel.relname),
    att.attname,
    format_type(
        coalesce(nullif(typ.typbasetype, 0), typ.oid),
        case when typ.typtype = 'd' then typ.typtypmod else att.atttypmod end
    )
from pg_attribute as att
join pg_class as rel on rel.oid = att.attrelid
join pg_namespace as nsp on nsp.oid = rel.relnamespace
join pg_type as typ on typ.oid = att.atttypid
where {{ condition }} and att.attnum > 0 and not att.attisdropped
order by att.attnum
{%- endmacro %}
