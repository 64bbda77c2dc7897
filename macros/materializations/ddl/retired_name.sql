{#- The name an object gets that must go but still has dependents or readers; `sweep_retired` drops it.
    Unique for every call (a hash of run, object and moment) and at most 63 characters long. -#}
{% macro retired_name(relation) -%}
    {%- set moment = modules.datetime.datetime.now().isoformat() -%}
    {%- set mark = local_md5(invocation_id ~ relation ~ moment)[:16] -%}
    {{ return(relation.identifier[:36] ~ '__retired_' ~ mark) }}
{%- endmacro %}
