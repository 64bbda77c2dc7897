{#- Prints what becomes of every raw table and column of the contract: staged, or excluded and why.
    Fails on one that is neither: `dbt run-operation print_coverage`. -#}
{% macro print_coverage() -%}
    {%- set lost = [] -%}
    {%- set totals = namespace(tables=0, staged=0, excluded=0) -%}
    {%- for entry in graph.sources.values() | sort(attribute='unique_id') if entry.package_name == project_name -%}
        {%- set reader = staging_model_of(entry) -%}
        {%- set excluded = [] -%}
        {%- set staged = [] -%}
        {%- for column in entry.columns.values() -%}
            {%- if column.meta.get('excluded') -%}
                {%- do excluded.append(column.name ~ ' (' ~ column.meta.excluded ~ ')') -%}
            {%- elif reader and modules.re.search('\\b' ~ column.name ~ '\\b', reader.raw_code) -%}
                {%- do staged.append(column.name) -%}
            {%- elif not entry.meta.get('excluded') -%}
                {%- do lost.append(entry.source_name ~ '.' ~ entry.name ~ '.' ~ column.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do log(entry.source_name ~ '.' ~ entry.name ~ ': '
            ~ (reader.name ~ ', ' ~ staged | length ~ ' columns' if reader
                else 'excluded (' ~ entry.meta.get('excluded', 'no reason given') ~ ')')
            ~ ('; excluded: ' ~ excluded | join(', ') if excluded), info=true) -%}
        {%- set totals.tables = totals.tables + (1 if reader or entry.meta.get('excluded') else 0) -%}
        {%- set totals.staged = totals.staged + staged | length -%}
        {%- set totals.excluded = totals.excluded + excluded | length -%}
    {%- endfor -%}
    {%- do log(totals.tables ~ ' of ' ~ graph.sources | length ~ ' tables accounted for; '
        ~ totals.staged ~ ' columns staged, ' ~ totals.excluded ~ ' excluded, ' ~ lost | length ~ ' lost.', info=true) -%}
    {%- if lost or totals.tables < graph.sources | length -%}
        {%- do exceptions.raise_compiler_error('Neither staged nor excluded: ' ~ lost | join(', ')) -%}
    {%- endif -%}
{%- endmacro %}
