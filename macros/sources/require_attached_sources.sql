{#- Stops a run that would read staging views which detach_sources has emptied: marts and facts below them would
    lose their rows. A run that builds these views reads the raw tables again. -#}
{% macro require_attached_sources() -%}
    {%- set emptied = run_query(
        "select relname from pg_class where relnamespace = to_regnamespace('"
        ~ generate_schema_name('staging', none) ~ "') and relkind = 'v'"
        ~ " and obj_description(oid, 'pg_class') like '" ~ detached_mark() ~ "%' order by 1"
    ).columns[0].values() -%}
    {%- set below = [] -%}
    {%- for name in emptied -%}
        {%- set id = 'model.' ~ project_name ~ '.' ~ name -%}
        {%- if flags.WHICH == 'test' or id not in selected_resources -%}{%- do below.append(id) -%}{%- endif -%}
    {%- endfor -%}
    {%- set ahead = below | list -%}
    {%- for node in ahead -%}
        {%- for id, other in graph.nodes.items() if id not in below and node in other.depends_on.get('nodes', []) -%}
            {%- do below.append(id) -%}{%- do ahead.append(id) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- if below | select('in', selected_resources) | list -%}
        {%- do exceptions.raise_compiler_error(
            'These views were detached from their raw tables (detach_sources) and are empty: ' ~ emptied | join(', ')
            ~ '. Marts keep what they hold. When the tables are ready: dbt build -s ' ~ emptied | join(' ')) -%}
    {%- endif -%}
{%- endmacro %}
