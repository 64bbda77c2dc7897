-- Every order of the platforms that was entered up to the clock's reading is one row.
with

staged as (
    {%- for system in ['mastertrade', 'schwab', 'patriot'] if system_enabled(system) %}
        {%- if not loop.first %}

        union all
        {% endif %}
        select
            '{{ system }}' as source_system,
            count(*) as orders
        from {{ ref('stg_' ~ system ~ '__orders') }}
        cross join {{ ref('clock') }} as clock
        where coalesce(created_at, loaded_at) <= clock.as_of
    {%- else %}
        select
            null as source_system,
            0 as orders
        where false
    {%- endfor %}

),

marts as (

    select
        source_system,
        count(*) as orders
    from {{ ref('order_history') }}
    group by source_system

)

select
    staged.source_system,
    staged.orders as staged_orders,
    marts.orders as mart_orders
from staged
left join marts on staged.source_system = marts.source_system
where staged.orders <> coalesce(marts.orders, 0)
