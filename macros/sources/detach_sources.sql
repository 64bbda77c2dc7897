{#- dbt run-operation detach_sources: empties the staging views of raw tables, so that a platform may alter, drop
    or replace these: PostgreSQL refuses that while a view reads them. Marts and facts keep what they hold, and
    readers notice nothing. The next build of these views reads the tables again. -#}
{% macro detach_sources(system, tables=none) -%}
    {%- set entries = graph.sources.values()
        | selectattr('package_name', 'equalto', project_name) | selectattr('source_name', 'equalto', system) | list -%}
    {%- set known = entries | map(attribute='name') | list -%}
    {%- set wanted = tables if tables is not none else known -%}
    {%- set unknown = wanted | reject('in', known) | list -%}
    {%- if unknown or not known -%}
        {%- do exceptions.raise_compiler_error('No raw table ' ~ (system ~ '.' ~ unknown[0] if known
            else 'of a platform ' ~ system) ~ " is known here. For example: --args '{system: schwab, tables: [orders]}'") -%}
    {%- endif -%}
    {%- do acquire_run_lock() -%}
    {%- set statements = [] -%}{%- set raw_tables = [] -%}
    {%- for entry in entries if entry.name in wanted and staging_model_of(entry) -%}
        {%- set model = staging_model_of(entry) -%}
        {%- set view = api.Relation.create(schema=model.schema, identifier=model.alias) -%}
        {%- do raw_tables.append(raw_relation(system, entry.name)) -%}
        {%- for relation in [judged_relation(model.name), view] -%}
            {%- set empty = run_query(empty_view_sql(relation)).columns[0].values()[0] -%}
            {%- if empty -%}
                {%- do statements.append('create or replace view ' ~ relation ~ ' as ' ~ empty) -%}
                {#- The next build writes its description again. -#}
                {%- do statements.append(
                    'comment on view ' ~ view ~ " is '" ~ detached_mark() ~ raw_tables[-1] ~ "'") if relation == view -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do run_query(locked_ddl(statements) ~ '; commit') if statements -%}
    {%- do run_query(release_run_lock()) -%}
    {%- do log((raw_tables | length) ~ ' raw tables are read by no view of ours: ' ~ raw_tables | join(', ')
        ~ '. Change them, then: dbt build', info=true) -%}
{%- endmacro %}
