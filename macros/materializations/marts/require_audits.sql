{#- Write, audit, publish: a model with the config `audits` ({rule name: boolean expression}) is
    built aside and published only when every row keeps every rule; an expression that is null
    passes. A broken rule leaves readers what they have. -#}
{% macro require_audits(aside) -%}
    {%- set broken = [] -%}
    {%- for rule, expression in config.get('audits', {}).items() -%}
        {%- set failing = run_query(
            'select count(*) from ' ~ aside ~ ' where not (' ~ expression ~ ')'
        ).columns[0].values()[0] -%}
        {%- if failing -%}{%- do broken.append(rule ~ ' (' ~ failing ~ ' rows)') -%}{%- endif -%}
    {%- endfor -%}
    {%- if broken -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' is not published; readers keep what they have. Broken: '
            ~ broken | join(', ')
        ) -%}
    {%- endif -%}
{%- endmacro %}
