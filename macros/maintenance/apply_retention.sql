{#- dbt run-operation apply_retention: drops the partitions of raw tables that lie whole before what the var
    `retention` keeps ({system: {table: interval}}), once the facts hold all they say. Only says what it would
    do unless `dry_run` is false; `detach` leaves the tables beside the raw one, to be archived. -#}
{% macro apply_retention(dry_run=true, detach=false) -%}
    {%- do run_query(feed_tables_sql() ~ '; commit') -%}
    {%- for system, tables in var('retention').items() if system_enabled(system) -%}
        {%- for table, keep in tables.items() -%}
            {%- if ('source.' ~ project_name ~ '.' ~ system ~ '.' ~ table) not in graph.sources -%}
                {%- do exceptions.raise_compiler_error('retention: ' ~ system ~ ' has no raw table ' ~ table
                    ~ '. Facts are kept: every lifetime number is worked out from all of their days.') -%}
            {%- endif -%}
            {%- do retain_table(system, table, keep, dry_run, detach) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- if dry_run -%}
        {%- do log("Nothing was changed. --args '{dry_run: false}' does it.", info=true) -%}
    {%- endif -%}
{%- endmacro %}
