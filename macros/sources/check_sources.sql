{#- Compares the live raw schemas with the contract and prints every finding, by system, with what to do.
    Stops when something required is missing: `dbt run-operation check_sources`.
    As the first step of a build it looks at what was selected and keeps quiet about what does no harm. -#}
{% macro check_sources(selected=none) -%}
    {%- set findings = [] -%}
    {%- set live = live_schemas() -%}
    {%- for entry in graph.sources.values()
        if entry.package_name == project_name and (selected is none or entry.unique_id in selected) -%}
        {%- do findings.extend(drift_of(entry, live)) -%}
    {%- endfor -%}
    {%- if selected is not none -%}
        {%- set findings = findings | rejectattr('effect', 'equalto', 'note') | list -%}
    {%- endif -%}
    {%- set text = drift_report(findings) -%}
    {%- if findings | selectattr('effect', 'equalto', 'stop') | list -%}
        {%- do exceptions.raise_compiler_error('The raw schemas lack what this project needs.' ~ text) -%}
    {%- elif selected is none -%}
        {%- do log(text or 'The raw schemas are as the contract describes them.', info=true) -%}
        {%- do require_visible_rows() -%}
    {%- elif findings -%}
        {%- do exceptions.warn('Some optional columns or tables are missing and read as null.' ~ text) -%}
    {%- endif -%}
{%- endmacro %}
