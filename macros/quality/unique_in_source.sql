{#- Whether a unique index of the raw table already keeps copies of a key out: it is on exactly these
    columns, without a condition, and none of them is null twice. Then nothing has to be superseded, and
    a filter on the staging view reaches the raw table and its indexes. -#}
{% macro unique_in_source(relation, columns) -%}
    {%- if not columns or not execute -%}{{ return(false) }}{%- endif -%}
    {%- set found = run_query(
        "select count(*) from pg_index as idx"
        ~ " where idx.indrelid = to_regclass('" ~ relation.include(database=false) ~ "')"
        ~ " and idx.indisunique and idx.indisvalid and idx.indimmediate"
        ~ " and idx.indpred is null and idx.indexprs is null"
        ~ " and (select array_agg(att.attname::text order by att.attname::text) from pg_attribute as att"
        ~ " where att.attrelid = idx.indrelid and att.attnum = any (idx.indkey[0:idx.indnkeyatts - 1]))"
        ~ " = array['" ~ columns | sort | join("', '") ~ "']::text[]"
        ~ " and (idx.indnullsnotdistinct or not exists (select from pg_attribute as att"
        ~ " where att.attrelid = idx.indrelid and not att.attnotnull"
        ~ " and att.attnum = any (idx.indkey[0:idx.indnkeyatts - 1])))"
    ) -%}
    {{ return(found.columns[0].values()[0] > 0) }}
{%- endmacro %}
