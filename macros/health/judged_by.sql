{#- Joins the judgement of a row as `health`: health_status, the worst of all measures (healthy,
    warning, critical; null when nothing was measured), and health_findings, what is above its
    threshold, worst first. measures: {name in the seed health_thresholds: expression}; an
    expression that is null was not measured. -#}
{% macro judged_by(subject, measures) -%}
    cross join lateral (
        select
            (array['healthy', 'warning', 'critical'])[max(graded.grade) + 1] as health_status,
            coalesce(
                array_agg(graded.measure order by graded.grade desc, graded.measure)
                filter (where graded.grade > 0),
                '{}'
            ) as health_findings
        from (
            select
                found.measure,
                case
                    when found.sign * found.value >= found.sign * found.critical_from then 2
                    when found.sign * found.value >= found.sign * found.warning_from then 1
                    else 0
                end as grade
            from (
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
            ) as found
        ) as graded
    ) as health
{%- endmacro %}
