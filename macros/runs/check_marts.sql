{#- Last thing in every run: says which marts keep their last content because something before them
    failed, and which are missing, unfilled or can't be refreshed beside readers. A selected mart
    that is not as it should be fails the run. -#}
{% macro check_marts(results) -%}
    {%- set statuses = {} -%}
    {%- for result in results -%}{%- do statuses.update({result.node.unique_id: result.status | string}) -%}{%- endfor -%}
    {%- set forgotten = [] -%}
    {%- set marts = marts_in_manifest() -%}
    {%- set problems = {} -%}
    {%- for name, problem in run_query(mart_problem_sql(marts)).rows -%}
        {%- do problems.update({name: problem}) -%}
    {%- endfor -%}
    {%- for mart in marts -%}
        {%- set selected = mart.unique_id in selected_resources -%}
        {%- set status = statuses.get(mart.unique_id, 'missing from the results') -%}
        {%- set problem = problems[mart.alias] -%}
        {%- if problem -%}
            {%- do log('Mart ' ~ mart.schema ~ '.' ~ mart.alias ~ ' ' ~ problem ~ '.', info=true) -%}
            {%- if selected -%}{%- do forgotten.append(mart.alias) -%}{%- endif -%}
        {%- elif selected and status != 'success' -%}
            {%- do log('Mart ' ~ mart.schema ~ '.' ~ mart.alias ~ ' keeps its last content: '
                ~ status ~ '.', info=true) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if forgotten -%}
        {%- do exceptions.raise_compiler_error(
            'Not every selected mart is ready: ' ~ forgotten | join(', ')
            ~ '. Run them again: dbt build -s ' ~ forgotten | join(' ')) -%}
    {%- endif -%}
{%- endmacro %}
