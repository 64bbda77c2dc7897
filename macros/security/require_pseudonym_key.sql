{#- Stops a production run that would hash people's ids with the key everybody knows. -#}
{% macro require_pseudonym_key() -%}
    {%- set name = 'TRADEHOUSE_PSEUDONYM_KEY' -%}
    {%- if target.name == 'prod' and env_var(name, demo_pseudonym_key()) == demo_pseudonym_key() -%}
        {%- do exceptions.raise_compiler_error(
            'Production needs a pseudonym key of its own: set ' ~ name ~ ' to a long random text '
            ~ 'and keep it. Another key gives every owner another pseudonym.'
        ) -%}
    {%- endif -%}
{%- endmacro %}
