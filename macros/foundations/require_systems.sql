{#- Stops a run that names a platform there is none of, or none at all: what a platform that is not named has
    in the marts leaves them. -#}
{% macro require_systems() -%}
    {%- set known = ['swiftbolt', 'mastertrade', 'daily_profit', 'schwab', 'patriot'] -%}
    {%- for name in named_systems() if name not in known -%}
        {%- do exceptions.raise_compiler_error(
            ("There is no platform '" ~ name ~ "'" if name else 'No platform is named')
            ~ '. The environment variable TRADEHOUSE_SYSTEMS, or the var systems where that is not set, names some of: '
            ~ known | join(', ') ~ '. Nothing was touched.') -%}
    {%- endfor -%}
{%- endmacro %}
