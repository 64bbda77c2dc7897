-- Grain: one row per platform, native symbol, horizon, moment of forecast and model.
{{ union_systems(
    models={'swiftbolt': 'int_swiftbolt_evaluated_forecasts'},
    columns={
        'native_symbol': 'text',
        'horizon': 'text',
        'forecasted_at': 'timestamptz',
        'model': 'text',
        'evaluation_id': 'text',
        'forecast_id': 'text',
        'evaluated_at': 'timestamptz',
        'predicted_label': 'text',
        'predicted_price': 'numeric',
        'confidence': 'numeric',
        'reported_price': 'numeric',
        'reported_return_ratio': 'numeric',
        'reported_label': 'text',
        'is_reported_correct': 'boolean',
        'reported_error_ratio': 'numeric',
    },
) }}
