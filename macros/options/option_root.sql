{#- Root of an option contract: what its native symbol spells before the expiry; the bare ticker of
    the underlying where there is no symbol or it is not spelled the way option exchanges do. -#}
{% macro option_root(contract_symbol, underlying_symbol) -%}
    coalesce(
        substring({{ contract_symbol }} from '^(?:O:)?(.*[^ ]) *[0-9]{6}[CP][0-9]{8}$'),
        regexp_replace(upper({{ underlying_symbol }}), '[^A-Z0-9]', '', 'g')
    )
{%- endmacro %}
