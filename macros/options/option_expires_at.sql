{#- When a contract stops trading: the close in New York on its last day, 21:00 UTC in winter. -#}
{% macro option_expires_at(expiry_date) -%}
    ({{ expiry_date }} + time '16:00') at time zone 'America/New_York'
{%- endmacro %}
