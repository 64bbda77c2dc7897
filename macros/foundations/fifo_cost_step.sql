{#- One fill applied to a position whose oldest lot leaves first. State: that of average_cost_step, then
    the lots that are left, oldest first, each as quantity and price. Nothing is ever divided. -#}
{% macro fifo_cost_step(schema) -%}
create or replace function {{ schema }}.fifo_cost_step(
    state numeric[], signed_quantity numeric, price numeric, carried numeric[]
) returns numeric[] language plpgsql immutable parallel safe as $fifo_cost$
declare
    book constant numeric[] := coalesce(state, carried, '{0,0,0,0}');
    held constant numeric := book[1];
    after constant numeric := held + signed_quantity;
    lots numeric[] := book[5:];
    lot integer := 1;
    open_quantity numeric := abs(signed_quantity);
    closed_cost numeric := 0;
    taken numeric;
    closed numeric;
begin
    if held * signed_quantity > 0 or held = 0 or signed_quantity = 0 then
        return array[after, book[2] + open_quantity * price, 0, 0] || lots
            || case when open_quantity > 0 then array[open_quantity, price] else '{}' end;
    end if;
    while open_quantity > 0 and lot < cardinality(lots) loop
        taken := least(open_quantity, lots[lot]);
        closed_cost := closed_cost + taken * lots[lot + 1];
        open_quantity := open_quantity - taken;
        lots[lot] := lots[lot] - taken;
        lot := case when lots[lot] = 0 then lot + 2 else lot end;
    end loop;
    closed := abs(signed_quantity) - open_quantity;
    return array[
        after, case when open_quantity > 0 then open_quantity * price else book[2] - closed_cost end,
        trim_scale((closed * price - closed_cost) * sign(held)), closed
    ] || case when open_quantity > 0 then array[open_quantity, price] else lots[lot:] end;
end
$fifo_cost$
{%- endmacro %}
