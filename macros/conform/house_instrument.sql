{#- The key of the instrument that a native symbol stands for: a symbol that nothing lists is an
    instrument of its own, of asset class unknown; none without a symbol. -#}
{% macro house_instrument(instrument_key, native_symbol) -%}
coalesce({{ instrument_key }}, case
        when {{ native_symbol }} is not null
            then {{ surrogate_key('instrument', ["'unknown'", native_symbol]) }}
    end)
{%- endmacro %}
