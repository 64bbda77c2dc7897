{#- Stops the model before anything readers could see, naming every column that breaks its contract. -#}
{% macro require_contract() -%}
    {%- if config.get('contract').enforced -%}
        {%- if not model.columns -%}
            {%- do exceptions.raise_compiler_error(
                model.name ~ ' has an enforced contract but declares no columns.') -%}
        {%- endif -%}
        {%- set breaches = run_query(contract_breaches_sql(model.columns)).columns[0].values() -%}
        {%- if breaches -%}
            {%- do exceptions.raise_compiler_error(
                'The contract of ' ~ model.name ~ ' is broken; readers keep what they have.\n  '
                ~ breaches | join('\n  ')
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
