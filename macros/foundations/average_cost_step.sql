{#- One fill applied to a position at average cost. State: {signed quantity held, what it cost in all,
    P&L realised by this fill, quantity closed by this fill}; the first fill starts from `carried`, the
    state of a fill before it. Adding adds to the cost; reducing takes the closed share of it; a fill
    that crosses zero closes the old position and opens the new one. Costs are carried in total, not
    per unit: only a partial close divides, to 18 digits. -#}
{% macro average_cost_step(schema) -%}
create or replace function {{ schema }}.average_cost_step(
    state numeric[], signed_quantity numeric, price numeric, carried numeric[]
) returns numeric[] language plpgsql immutable parallel safe as $average_cost$
declare
    book constant numeric[] := coalesce(state, carried, '{0,0,0,0}');
    held constant numeric := book[1];
    cost constant numeric := book[2];
    after constant numeric := held + signed_quantity;
    closed constant numeric := least(abs(held), abs(signed_quantity));
    closed_cost numeric;
begin
    if held * signed_quantity >= 0 then
        return array[after, cost + abs(signed_quantity) * price, 0, 0];
    end if;
    -- The added zeros give the division its digits.
    closed_cost := case
        when closed = abs(held) then cost
        else round((cost * closed + 0e-24) / abs(held), 18)
    end;
    return array[
        after,
        case when after * held >= 0 then trim_scale(cost - closed_cost) else abs(after) * price end,
        trim_scale((closed * price - closed_cost) * sign(held)),
        closed
    ];
end
$average_cost$
{%- endmacro %}
