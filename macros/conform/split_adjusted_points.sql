{#- The points of a forecast in today's shares: the numbers among value, lower and upper divided as
    split_adjusted does, whatever else a point holds. -#}
{% macro split_adjusted_points(points) -%}
    case split_factor
        when 1 then {{ points }}
        else (
            select coalesce(jsonb_agg(
                case jsonb_typeof(point)
                    when 'object' then point || (
                        select coalesce(
                            jsonb_object_agg(name, {{ split_adjusted('amount::text::numeric') }}),
                            '{}'
                        )
                        from jsonb_each(point) as members (name, amount)
                        where
                            name in ('value', 'lower', 'upper')
                            and jsonb_typeof(amount) = 'number'
                    )
                    else point
                end
                order by position
            ), '[]')
            from jsonb_array_elements({{ points }}) with ordinality as listed (point, position)
        )
    end
{%- endmacro %}
