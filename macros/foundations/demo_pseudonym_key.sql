{#- The key of demos and tests. It is public, so `prod` refuses it: see require_pseudonym_key. -#}
{% macro demo_pseudonym_key() -%}
    {{ return('tradehouse-demo-key') }}
{%- endmacro %}
