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
                {{ measured_against(subject, measures) | indent(16) }}
            ) as found
        ) as graded
    ) as health
{%- endmacro %}
