{#- 16-byte deterministic key. A json array keeps null, '' and separators inside a value apart. -#}
{% macro surrogate_key(entity, columns) -%}
    md5(jsonb_build_array('{{ entity }}'
    {%- for column in columns -%}
        , {{ column }}::text
    {%- endfor -%}
    )::text)::uuid
{%- endmacro %}
