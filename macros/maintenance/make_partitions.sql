{#- dbt run-operation make_partitions: makes the monthly partitions of the running and the next months of raw
    tables that feed facts (or of one `table` of a `system`). Attached, not created in place: loaders and
    readers of other partitions go on. -#}
{% macro make_partitions(months=3, system=none, table=none) -%}
    {%- set tables = [(system, table)] if table else [] -%}
    {%- for feed, source in incremental_feeds().items() if source.get('table') and not table -%}
        {%- do tables.append((source.get('system', feed), source.table)) -%}
    {%- endfor -%}
    {%- for owner, name in tables -%}
        {%- set relation = raw_relation(owner, name) -%}
        {%- set missing = run_query(missing_months_sql(relation, months)).rows | list -%}
        {%- for month in missing -%}
            {%- do make_partition(relation, month) -%}
        {%- endfor -%}
        {%- if not missing -%}
            {%- do log(relation.render() ~ ': nothing to make.', info=true) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
