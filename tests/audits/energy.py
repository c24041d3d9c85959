"""Volume 2, energy: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_1, CHAPTER_2, CHAPTER_3, CHAPTER_4 = (f"2006_vol2_ch0{number}" for number in (1, 2, 3, 4))
_COMBUSTION = "energy/combustion/ipcc-2006"
_FUEL_AND_GAS = {"fuel": "fuel", "gas": "gas"}
_SECTORS = {"2.2": "energy_industries", "2.3": "manufacturing", "2.4": "commercial", "2.5": "residential"}
_FUELS = {
    "all": "any", "cng": "natural_gas", "compressed_natural_gas": "natural_gas", "diesel": "gas_diesel_oil",
    "ethanol": "biogasoline", "gasoline": "motor_gasoline", "kerosene": "other_kerosene",
    "lng": "liquefied_natural_gas", "lpg": "liquefied_petroleum_gases",
}  # fmt: skip
_TECHNOLOGIES = {
    "low_mileage_light_duty_1995_or_later": "light_duty_1995", "trucks_us": "truck_us", "cars_brazil": "car_brazil",
}  # fmt: skip
_ROAD = "energy/road_distance/ipcc-2006"
_ROAD_KEYS = {"vehicle": "vehicle", "fuel": "fuel", "emission_control": "technology", "gas": "gas"}
_US = {
    **_FUELS, "light_duty_truck": "light_duty", "heavy_duty_vehicle": "heavy_duty",
    "all": "advanced", "advanced_and_moderate": "advanced",
}  # fmt: skip
_EUROPE = {
    **_FUELS, "truck_bus": "heavy_duty", "bus_coach": "bus", "pre_ece": "pre_euro", "pre_euro_4": "pre_euro",
    "euro_3_and_later": "euro_3", "euro_4_and_later_incl_eev": "euro_4",
}  # fmt: skip
_BY_TECHNOLOGY = {
    "gvw_lt_16t": "heavy_duty_up_to_16t", "gvw_gt_16t": "heavy_duty_over_16t", "lt_50cm3": "moped",
    "gt_50cm3_2_stroke": "motorcycle_two_stroke", "gt_50cm3_4_stroke": "motorcycle_four_stroke",
}  # fmt: skip
_MOBILE = "energy/mobile_combustion/ipcc-2006"
_OFF_ROAD = {
    "diesel": ("gas_diesel_oil", "any"),
    "motor_gasoline_4_stroke": ("motor_gasoline", "four_stroke"),
    "motor_gasoline_2_stroke": ("motor_gasoline", "two_stroke"),
}
_LOCOMOTIVES = {
    "turbo_charged_direct_injection_incl_intercooled": "turbocharged_direct_injection",
    "turbo_charged_prechamber": "turbocharged_prechamber",
    "intercooled_turbo_charged_prechamber": "intercooled_turbocharged_prechamber",
}
_MINES = {
    "eq4.1.3": ("coal_mine_ch4", "underground_mining", "mine_gassiness"),
    "eq4.1.4": ("coal_post_mining_ch4", "underground_post_mining", "mine_gassiness"),
    "eq4.1.7": ("coal_mine_ch4", "surface_mining", "mine_gassiness"),
    "eq4.1.8": ("coal_post_mining_ch4", "surface_post_mining", "post_mining_gas"),
}
_PERIODS = {f"{first}-{first + 24}": f"closed_{first}_{first + 24}" for first in (1901, 1926, 1951, 1976)} | {
    "2001-present": "closed_2001_2025"
}
_SEGMENTS = {
    "oil": (
        "well_drilling",
        "well_testing",
        "well_servicing",
        "oil_production",
        "oil_transport",
        "oil_refining",
        "ngl_transport",
    ),
    "gas": ("gas_production", "gas_processing", "gas_transmission_storage", "gas_distribution"),
}

ENERGY: Sequence[Audit] = (
    Audit(CHAPTER_1, "1.2", "energy/calorific_value/ipcc-2006", {"fuel": "fuel"}),
    Audit(CHAPTER_1, "1.3", "energy/carbon_content/ipcc-2006", {"fuel": "fuel"}),
    Audit(CHAPTER_1, "1.4", _COMBUSTION, {**_FUEL_AND_GAS, "combustion_sector": "=energy_industries"}),
    *(
        Audit(CHAPTER_2, table, _COMBUSTION, {**_FUEL_AND_GAS, "combustion_sector": f"={sector}"})
        for table, sector in _SECTORS.items()
    ),
    *(
        Audit(CHAPTER_2, f"2.{number}", "energy/combustion_by_equipment/ipcc-2006", by_value=True)
        for number in range(6, 11)
    ),
    Audit(
        CHAPTER_3, "3.2.2", "energy/road_combustion/ipcc-2006", {**_FUEL_AND_GAS, "vehicle_technology": "technology"},
        {**_FUELS, **_TECHNOLOGIES},
    ),
    Audit(CHAPTER_3, "3.2.3", _ROAD, _ROAD_KEYS, _US, parameter="emission_factor_running_hot"),
    Audit(
        CHAPTER_3, "3.2.3", "energy/road_cold_start/ipcc-2006", _ROAD_KEYS, _US, parameter="emission_factor_cold_start"
    ),
    Audit(CHAPTER_3, "3.2.4", _ROAD, {"vehicle": "vehicle", **_FUEL_AND_GAS}, _FUELS),
    *(
        Audit(CHAPTER_3, "3.2.5", _ROAD, {**_ROAD_KEYS, "driving": "driving"}, _EUROPE, where={"vehicle": vehicle})
        for vehicle in ("car", "light_duty", "truck_bus", "bus_coach")
    ),
    Audit(CHAPTER_3, "3.2.5", _ROAD, _ROAD_KEYS, _EUROPE, where={"vehicle": "heavy_duty"}),
    *(
        Audit(
            CHAPTER_3, "3.2.5", _ROAD, {"vehicle": f"={vehicle}", "driving": "driving", **_FUEL_AND_GAS}, _EUROPE,
            where={"technology": technology},
        )
        for technology, vehicle in _BY_TECHNOLOGY.items()
    ),
    *(
        Audit(
            CHAPTER_3, "3.3.1", _MOBILE,
            {"fuel": f"={ours}", "mobile_source": "sector", "engine": f"={engine}", "gas": "gas"},
            {sector: f"off_road_{sector}" for sector in ("agriculture", "forestry", "industry", "household")},
            where={"fuel": fuel},
        )
        for fuel, (ours, engine) in _OFF_ROAD.items()
    ),
    Audit(CHAPTER_3, "3.4.1", _MOBILE, {**_FUEL_AND_GAS, "mobile_source": "=railway"}, _FUELS),
    Audit(
        CHAPTER_3, "3.4.2", "energy/locomotive_weighting/ipcc-2006", {"locomotive_engine": "technology", "gas": "gas"},
        _LOCOMOTIVES,
    ),
    Audit(CHAPTER_3, "3.5.3", _MOBILE, {"mobile_source": "=navigation", "gas": "gas"}),
    Audit(CHAPTER_3, "3.6.5", _MOBILE, {"mobile_source": "=aviation", "gas": "gas"}),
    Audit(CHAPTER_3, "3.6.9", "energy/aviation_lto/ipcc-2006", parameter="emission_factor", by_value=True),
    Audit(CHAPTER_3, "3.6.9", "energy/aviation_lto_fuel/ipcc-2006", parameter="lto-fuel-consumption", by_value=True),
    *(
        Audit(CHAPTER_4, table, f"energy/{file}/ipcc-2006", {"coal_mine_source": f"={source}", key: "level"})
        for table, (file, source, key) in _MINES.items()
    ),
    Audit(
        CHAPTER_4, "4.1.6", "energy/abandoned_mines_ch4/ipcc-2006",
        {"abandonment_period": "closure_interval", "year": "inventory_year"}, _PERIODS,
    ),
    *(
        Audit(
            CHAPTER_4, table, f"energy/{system}_{how}/ipcc-2006", where={"segment": segment}, by_value=True
        )
        for table in ("4.2.4", "4.2.5")
        for system, segments in _SEGMENTS.items()
        for segment in segments
        for how in ("fugitives", "venting", "flaring")
    ),
)  # fmt: skip
