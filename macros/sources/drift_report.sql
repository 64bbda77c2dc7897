{#- Findings as text, grouped by system; what stops comes first. Empty without findings. -#}
{% macro drift_report(findings) -%}
    {%- set labels = {'stop': 'STOPS', 'null': 'reads as null', 'note': 'note'} -%}
    {%- set lines = [] -%}
    {%- for system, found in findings | groupby('system') -%}
        {%- do lines.append('\n' ~ system) -%}
        {%- for effect in ['stop', 'null', 'note'] -%}
            {%- for finding in found | selectattr('effect', 'equalto', effect) -%}
                {%- do lines.append('\n  ' ~ labels[effect] ~ ': ' ~ finding.table ~ ': ' ~ finding.what
                    ~ '\n      -> ' ~ finding.advice) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(lines | join('')) }}
{%- endmacro %}
