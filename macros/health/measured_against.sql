{#- What was measured beside its thresholds, a row per measure. sign turns measures that are worse when
    lower. measures: {name in the seed health_thresholds: expression}. -#}
{% macro measured_against(subject, measures) -%}
select
    measured.measure,
    measured.value,
    thresholds.warning_from,
    thresholds.critical_from,
    case thresholds.worse_when when 'lower' then -1 else 1 end as sign
from (
    values
    {%- for measure, expression in measures.items() %}
    ('{{ measure }}', ({{ expression }})::numeric){{ ',' if not loop.last }}
    {%- endfor %}
) as measured (measure, value)
inner join {{ ref('health_thresholds') }} as thresholds
    on thresholds.subject = '{{ subject }}'
    and measured.measure = thresholds.measure
where measured.value is not null
{%- endmacro %}
