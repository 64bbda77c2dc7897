{#- Stable pseudonym of a person's native id: keyed hash, null stays null.
    The key is read from a closed table, not written into the view, where anyone could read it. -#}
{% macro pseudonym(system, column) -%}
    case
        when {{ column }} is not null
            then encode(sha256(convert_to(
                (select secret.pseudonym_key from {{ private_relation('pseudonym_secret') }} as secret)
                || jsonb_build_array('{{ system }}', {{ column }}::text)::text, 'UTF8'
            )), 'hex')
    end
{%- endmacro %}
