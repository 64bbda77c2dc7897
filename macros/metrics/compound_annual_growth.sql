{#- Growth per year of a curve that grew to `growth` times its start over `days` returns. Null where
    it is undefined: no days, a negative curve, or a value too large to be a number. -#}
{% macro compound_annual_growth(growth, days, annualization_days) -%}
    case
        when {{ days }} = 0 or {{ growth }} < 0 then null
        when {{ growth }} = 0 then -1
        when ln({{ growth }}) * {{ annualization_days }} / {{ days }} < -700 then -1
        when ln({{ growth }}) * {{ annualization_days }} / {{ days }} > 700 then null
        else power({{ growth }}, {{ annualization_days }}::double precision / {{ days }}) - 1
    end
{%- endmacro %}
