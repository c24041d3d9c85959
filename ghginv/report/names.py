"""What methods call their keys, axes and members, and where a source prints something, in two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ghginv.library import Found, Library
from ghginv.model.method import Method
from ghginv.model.reference import Reference, Source
from ghginv.report.words import Language

#: What methods call their keys and axes.
_KEYS: dict[str, tuple[str, str]] = {
    "abandonment_period": ("period of abandonment", "废弃时段"), "abatement": ("abatement", "减排技术"),
    "abated_in": ("abatement in the factor", "因子已含减排"),
    "accounting": ("electricity in standard coal by", "电力折标准煤方法"), "aircraft": ("aircraft", "机型"),
    "alloy": ("alloy", "合金"), "alloy_group": ("group of alloys", "合金类别"),
    "amendment": ("organic amendment", "有机物料"),
    "animal": ("animal", "动物种类"), "application": ("application", "应用"),
    "animal_age": ("age of the animals", "年龄"),
    "animal_sex": ("sex of the animals", "性别"),
    "approach": ("approach", "计算方法"), "area": ("area", "区域"),
    "balance": ("what is known", "核算依据"), "bank_basis": ("gas in use known from", "存量依据"),
    "bark": ("bark", "是否带皮"),
    "bark_class": ("class of trees for bark", "树皮系数类别"),
    "basis": ("unit basis", "计量基准"),
    "biochar_feedstock": ("feedstock of biochar", "生物炭原料"),
    "biochar_heat": ("temperature of biochar", "生物炭制备温度"),
    "biochar_process": ("process of biochar", "生物炭制备工艺"),
    "biomass": ("biomass", "是否生物质"), "blend": ("blend", "混合制冷剂"),
    "biomass_level": ("biomass level", "生物量等级"),
    "births": ("births", "产仔数"),
    "blowing_agent": ("blowing agent", "发泡剂"),
    "burned_class": ("class of fire", "燃烧类别"),
    "burned_vegetation": ("vegetation burned", "燃烧的植被"),
    "burning_basis": ("what is known of the fire", "火灾数据依据"),
    "by_product": ("by-product", "副产物"),
    "by_product_recovery": ("by-products recovered", "是否回收副产物"),
    "calorific_basis": ("basis of heat values", "热值基准"), "carbon_basis": ("basis of carbon", "碳含量依据"),
    "carbon_balance": ("CO2 in a carbon balance", "二氧化碳是否已列入碳平衡"),
    "carbon_domain": ("climate domain of the carbon fraction", "含碳率气候带"),
    "carbon_source": ("source of carbon", "碳投入来源"),
    "carbonate": ("carbonate", "碳酸盐"), "cell": ("cell", "电解槽"), "cement_type": ("cement type", "水泥种类"),
    "cattle_kind": ("kind of cattle", "牛的类别"),
    "climate": ("climate", "气候"), "clinker_type": ("clinker type", "熟料种类"),
    "co2_basis": ("CO2 counted by", "二氧化碳核算依据"),
    "coal_mine_source": ("source at coal mines", "煤矿排放源"), "coal_rank": ("coal rank", "煤阶"),
    "cold_start_basis": ("cold starts", "冷启动依据"), "combustion_sector": ("sector of combustion", "燃烧部门"),
    "container": ("container", "容器"), "cover": ("cover", "覆盖层"),
    "continent": ("continent", "大洲"),
    "correlation": ("correlation of leaks", "泄漏相关方程"),
    "crop": ("crop", "作物"),
    "crop_after": ("crops after", "转换后作物"),
    "crop_before": ("crops before", "转换前作物"),
    "crop_region": ("region of agroforestry", "农林复合区域"),
    "crop_zone": ("zone of agroforestry", "农林复合生态区"),
    "crown_region": ("region of crown growth", "树冠生长区域"),
    "data_year": ("year of waste data", "废弃物数据年份"),
    "dead_input_basis": ("dead matter known from", "死有机质输入依据"),
    "dead_matter_pool": ("pool of dead matter", "死有机质库"),
    "decay_basis": ("decay given by", "降解表示方式"),
    "diet": ("quality of the diet", "日粮质量"),
    "digester": ("kind of digester", "沼气工程类型"),
    "distance_basis": ("distance given as", "里程填报方式"),
    "domain": ("climate domain", "气候带"),
    "drained_land": ("use of drained organic soil", "排水有机土壤用途"),
    "driving": ("driving", "行驶工况"),
    "duration_class": ("class of anode effects", "阳极效应分级"),
    "duration_range": ("length of anode effects", "阳极效应时长"), "economy": ("economy", "经济类型"),
    "earlier_month": ("earlier month", "较早月份"),
    "ecological_zone": ("ecological zone", "生态区"),
    "element": ("element of the balance", "平衡元素"),
    "emission_control": ("emission control", "排放控制水平"),
    "emission_practice": ("technologies and practices", "技术和管理水平"),
    "energy_basis": ("how intake is known", "采食量依据"),
    "energy_carrier": ("energy carrier", "能源载体"), "energy_kind": ("kind of energy", "能源种类"),
    "energy_group": ("equations of net energy", "净能公式类别"),
    "energy_recovery": ("energy recovery", "能量回收"), "engine": ("engine", "发动机"),
    "equipment": ("equipment", "设备"), "excretion_basis": ("basis of excretion", "排泄量基准"),
    "excretion_source": ("excretion known from", "排泄量计算依据"),
    "expansion": ("biomass expansion", "生物量扩展方法"), "feedstock": ("feedstock", "原料"),
    "feed_class": ("animals and their feed", "畜禽及饲料类型"),
    "feeding_situation": ("feeding situation", "饲养状况"),
    "fertiliser": ("fertiliser", "肥料"), "field": ("field", "田块类型"),
    "fibre": ("charcoal or fibre", "木炭或纤维"),
    "fibre_basis": ("how fibre is known", "产毛依据"),
    "fire_co2": ("CO2 of the fire", "火灾二氧化碳"),
    "fire_equipment": ("fire protection equipment", "消防设备"),
    "flaring_basis": ("flared gas known from", "火炬气量依据"), "flux": ("flux", "熔剂"),
    "flooding_age": ("years since flooding", "蓄水年数"),
    "foam": ("foam", "泡沫"),
    "forest_origin": ("origin of the forest", "森林起源"),
    "forest_type": ("forest type", "林型"),
    "forest_zone": ("forest zone", "森林生态区"), "form": ("form", "形态"), "fuel": ("fuel", "燃料"),
    "from_use": ("use before", "转出土地类型"),
    "fuel_flow_basis": ("fuel flow", "油耗类型"), "fugitive_part": ("part of the emission", "排放组成"),
    "furnace_operation": ("operation of the furnace", "炉况操作方式"),
    "furnace": ("furnace", "炉型"),
    "garbage_disposal": ("kitchen waste in sewers", "厨余入管"), "gas": ("gas", "气体"),
    "gas_group": ("group of gases", "气体类别"),
    "gas_segment": ("segment of the gas industry", "天然气环节"),
    "gasification_route": ("route of gasification", "气化路线"),
    "glass_type": ("glass type", "玻璃种类"),
    "grassland_type": ("vegetation of grassland", "草地植被类型"),
    "grid_factor_kind": ("kind of grid factor", "电网因子类型"), "group": ("group", "人群"),
    "growing_stock": ("growing stock level", "蓄积量等级"), "history": ("history of deposits", "填埋历史"),
    "growth_basis": ("growth given as", "生长量依据"),
    "growth_region": ("region of the increment", "生长量所属地区"),
    "growth_stage": ("stage of growth", "生长阶段"),
    "heels": ("rest in returned containers", "回收容器余气"),
    "housing": ("housing", "饲养方式"), "hydrocarbon": ("oil or gas", "石油或天然气"),
    "impurity": ("what is no carbon", "非碳成分"), "industry": ("industry", "行业"),
    "industry_scope": ("scope of industry", "工业范围"),
    "input": ("input", "输入类型"),
    "input_level": ("input of organic matter", "有机质投入水平"),
    "insulating_gas": ("insulating gas", "绝缘气体"), "international": ("international", "是否国际"),
    "interval": ("interval of the test", "测试时段"),
    "kind": ("kind", "能源类别"),
    "kiln_dust": ("kiln dust", "窑灰"), "leaching": ("leaching", "淋溶"), "leaf": ("leaf type", "叶型"),
    "lactating": ("suckles calves", "是否哺乳"),
    "lactation_basis": ("how milk is known", "产奶量依据"),
    "land_use": ("land use", "土地利用"),
    "lime_material": ("lime spread on soils", "农用石灰材料"),
    "lime_type": ("lime type", "石灰种类"),
    "liquid_mcf": ("MCF of liquid manure from", "液体粪便MCF来源"),
    "litter_stand": ("kind of forest by its litter", "林型（枯落物）"),
    "locomotive_engine": ("locomotive engine", "机车发动机"), "loss_group": ("group for losses", "损失分组"),
    "low_voltage_basis": ("low-voltage anode effects by", "低电压效应依据"),
    "management": ("waste management", "废弃物处理方式"),
    "manure_basis": ("manure methane goes by", "粪便甲烷核算依据"),
    "manure_climate": ("climate of manure", "粪便管理气候带"),
    "manure_group": ("group of manure methane", "粪便甲烷动物类别"),
    "manure_runoff": ("runoff from manure stores", "粪便贮存径流"),
    "material": ("raw material", "原料"),
    "measure": ("measure of organics", "有机物指标"), "military_aircraft": ("military aircraft", "军用飞机"),
    "methane_basis": ("methane is a share of", "甲烷排放依据"),
    "methane_class": ("class of methane conversion", "甲烷转化类别"),
    "milk_protein_basis": ("milk protein known from", "乳蛋白依据"), "milked": ("milked", "是否产奶"),
    "mine_class": ("class of coal mine", "煤矿类型"), "mine_gassiness": ("gassiness of the mine", "瓦斯等级"),
    "mobile_source": ("mobile source", "移动源"), "moisture": ("moisture", "湿润程度"),
    "month": ("month", "月份"),
    "n2o_key": ("gas of flaring", "火炬气体"), "n2o_use": ("use of N2O", "氧化亚氮用途"),
    "natural_vegetation": ("natural vegetation", "潜在自然植被"),
    "nitrogen_basis": ("nitrogen known from", "氮量依据"),
    "nitrogen_gas": ("gas with nitrogen", "含氮气体"),
    "nitrogen_input": ("nitrogen input", "氮输入"),
    "nitrous_basis": ("nitrous oxide known from", "氧化亚氮依据"),
    "non_energy": ("non-energy use", "是否非能源用途"), "oil_gas_activity": ("what is counted", "活动水平含义"),
    "oil_gas_facility": ("oil and gas facility", "油气设施类型"),
    "oil_gas_standard": ("practice in oil and gas", "油气行业作业水平"),
    "oil_segment": ("segment of the oil industry", "石油环节"), "pasture_group": ("group on pasture", "放牧分组"),
    "ore": ("ore", "矿石"), "output_basis": ("output known from", "产量依据"),
    "part": ("part of the process", "核算范围"),
    "paste": ("anode paste", "阳极糊"), "path": ("path", "处理途径"),
    "peat_type": ("kind of peat land", "泥炭地类型"),
    "perennial_crop": ("perennial crop", "多年生作物"),
    "pipeline_leakage": ("leakage of the pipeline", "管道泄漏水平"),
    "plant": ("plant", "装置"),
    "plant_form": ("woody or herbaceous", "木本或草本"),
    "plantation_purpose": ("purpose of the plantation", "人工林用途"),
    "population_basis": ("basis of population", "存栏基准"),
    "post_mining_gas": ("gas left in the coal", "煤中残余瓦斯"), "practice": ("practice", "操作水平"),
    "pre_drainage": ("drainage before mining", "采前预抽"), "primary": ("primary fuel", "是否一次能源"),
    "process": ("process", "工艺"), "product": ("product", "产品"), "productivity": ("productivity", "生产力"),
    "protein_basis": ("protein known from", "蛋白质数据依据"),
    "purity": ("purity of the gas", "气体纯度"),
    "purpose": ("use of captured CO2", "捕集二氧化碳去向"),
    "range_point": ("point of the range", "取值位置"), "rare_earth": ("rare earth", "稀土"),
    "receiving_state": ("state of the receiving water", "受纳水体状况"),
    "receiving_water": ("receiving water", "受纳水体"),
    "refrigerant": ("refrigerant", "制冷剂"),
    "removed_wood": ("wood removed", "运出木材"),
    "reservoir_zone": ("climate zone of reservoirs", "水库气候带"),
    "residue_basis": ("residues follow from", "秸秆量依据"),
    "retirement": ("retired capacity known from", "退役容量依据"),
    "rice_type": ("kind of rice", "水稻类型"),
    "root_class": ("root class", "根系类别"),
    "roots": ("roots counted", "是否计入根系"),
    "sales_history": ("history of sales", "销售历史"), "screening": ("screening of leaks", "泄漏筛查"),
    "sealed_basis": ("sealed equipment by", "密封设备核算依据"),
    "seam_co2": ("CO2 in the seam", "煤层二氧化碳"), "ship": ("ship", "船型"),
    "ship_fuel_basis": ("fuel of ships from", "船舶油耗依据"), "site": ("site", "填埋场类型"),
    "sludge_kind": ("sludge", "污泥"),
    "soil_change": ("why the soil lost carbon", "土壤碳损失原因"),
    "soil_climate": ("climate of soil factors", "土壤因子气候组"),
    "soil_input_basis": ("carbon input known from", "碳投入数据来源"),
    "soil_management": ("tillage or grassland condition", "耕作方式或草地状况"),
    "soil_system": ("use and management of soil", "土壤利用管理方式"),
    "soil_type": ("class of soil", "土壤类型"),
    "soil_use": ("use with a soil factor", "土壤因子利用类型"),
    "solids_basis": ("volatile solids known from", "挥发性固体依据"),
    "species": ("gas used", "所用气体"),
    "stack": ("stack", "排气筒"), "stream": ("other stream", "其他物流"),
    "stand": ("kind of stand", "林木类型"),
    "stand_age": ("condition and age", "森林状况和林龄"),
    "stock": ("biomass known by", "生物量依据"),
    "storage_time": ("retention time of liquid manure", "液体粪便滞留时间"),
    "store_temperature": ("temperature given", "所填温度"),
    "substitute": ("substitute raw material", "替代原料"),
    "substance": ("substance", "物料"),
    "system": ("manure system", "粪便管理方式"), "technology": ("technology", "技术"),
    "temperature": ("temperature", "温度"), "temperature_band": ("temperature band", "温度带"),
    "temperature_regime": ("temperature regime", "温度带"),
    "to_use": ("use after", "转入土地类型"),
    "transformed_fuel": ("fuel made", "转化产品"), "treatment": ("treatment", "处理方式"),
    "tree_area_basis": ("what the area is of", "面积口径"),
    "tree_group": ("kind of tree", "树木类别"),
    "tree_part": ("part of the tree", "树木部位"),
    "tree_species": ("tree species", "树种"),
    "trophic_basis": ("trophic state known from", "营养状态依据"),
    "trophic_state": ("trophic state", "营养状态"),
    "urban_tree": ("class of trees", "树木类别"),
    "urea_basis": ("additive given as", "车用尿素填报方式"), "use": ("use", "用途"), "used_by": ("user", "用能部门"),
    "vehicle": ("road vehicle", "车型"), "vehicle_technology": ("vehicle technology", "车辆技术"),
    "venting_basis": ("vented gas known from", "放空气量依据"), "wafer_size": ("wafer size", "晶圆尺寸"),
    "warmth": ("warmth of the climate", "气候冷暖"),
    "waste": ("waste", "废弃物"),
    "waste_climate": ("climate for waste", "废弃物气候"),
    "waste_per_gdp": ("waste per GDP from", "单位产值废物量来源"),
    "water_before_season": ("water before the season", "种植前水分状况"),
    "water_regime": ("water while rice grows", "生长期水分状况"),
    "water_withdrawal": ("layer that water is taken from", "取水层"),
    "waterbody": ("water body", "水体类型"),
    "weight": ("wet or dry weight", "干湿重"),
    "well_location": ("place of the wells", "井的位置"), "well_plugging": ("plugging of the wells", "封堵情况"),
    "winter_keeping": ("keeping in winter", "冬季饲养条件"),
    "wood_continent": ("continent of the wood", "木材产地"),
    "wood_product": ("wood product", "木产品"),
    "wood_species": ("origin of the wood", "树种来源"),
    "year": ("year", "年份"),
}  # fmt: skip

#: Which of a parameter's units a record uses.
_LABELS = {
    "mass": "质量", "volume": "体积", "energy": "热量", "area": "面积", "product": "产品", "nitrogen": "氮量",
    "bod": "BOD", "cod": "COD", "count": "数量", "money": "金额", "population": "人口",
    "time": "时间", "voltage": "电压",
}  # fmt: skip


def key_title(name: str, language: Language) -> str:
    """The name of a key or axis; as the method calls it where there is no better one."""
    pair = _KEYS.get(name)
    return name.replace("_", " ") if pair is None else pair[language == "zh"]


def member_title(library: Library, method: Method, name: str, member: str, language: Language) -> str:
    """The name of a member of a key or axis of a method."""
    vocabulary = "area" if name == "area" else method.vocabulary_of(name)
    key = method.keys.get(name)
    if key is not None and key.kind == "attribute":
        return title_in(library, "yes_no", member, language)
    if vocabulary is None:
        return _LABELS.get(member, member) if language == "zh" else member
    if vocabulary == "gas":
        return member  # CF4 is CF4 in every language, and shorter than its name
    return title_in(library, vocabulary, member, language)


def title_in(library: Library, vocabulary: str, member: str, language: Language) -> str:
    """The name of a member of a vocabulary; its id where it has none."""
    if vocabulary not in library.vocabularies():
        return member
    found = library.vocabulary(vocabulary).members.get(member)
    return (found.text(language) if found is not None else "") or member


#: The parts of a reference, in the order in which they are named.
_PARTS = {
    "section": ("section {}", "{}节"),
    "equation": ("equation {}", "公式 {}"),
    "table": ("table {}", "表 {}"),
    "figure": ("figure {}", "图 {}"),
    "sheet": ("sheet {}", "工作表 {}"),
    "page": ("page {}", "第 {} 页"),
}
_NUMERAL = re.compile(r"[\d.]+")
#: Attributes of regions by which factor tables are divided.
_AREAS = {"province": ("province", "省份"), "nation": ("nation", "国家"), "grid": ("grid", "电网")}


def reference_texts(references: Sequence[Reference], sources: Mapping[str, Source], language: Language) -> list[str]:
    """Each document once, with all its equations."""
    merged: dict[tuple[str, ...], list[Reference]] = {}
    for reference in references:
        rest = (getattr(reference, field) for field in Reference.model_fields if field != "equation")
        merged.setdefault(tuple(rest), []).append(reference)
    return [
        reference_text(
            found[0].model_copy(update={"equation": ", ".join(one.equation for one in found if one.equation)}),
            sources, language,
        )
        for found in merged.values()
    ]  # fmt: skip


def reference_text(reference: Reference, sources: Mapping[str, Source], language: Language) -> str:
    """Where something is printed: the document by its title, then section, equation, table, page."""
    source = sources.get(reference.id)
    parts = [source.title if source is not None else reference.words or reference.id]
    for field, pair in _PARTS.items():
        if value := getattr(reference, field):
            quoted = language == "zh" and field == "section" and not _NUMERAL.fullmatch(value)
            parts.append(pair[language == "zh"].format(f"“{value}”一" if quoted else value))
    return ("，" if language == "zh" else ", ").join(part for part in parts if part)


def area_title(attribute: str, language: Language) -> str:
    """An attribute of regions by which factor tables are divided."""
    return _AREAS.get(attribute, ("area", "区域"))[language == "zh"]


def lookup_text(found: Found, library: Library, language: Language) -> str:
    """The step of the declared order that led to a factor: its set, area and year."""
    name, _, rest = found.step.partition(": ")
    parts = []
    for part in rest.split(", ") if rest else ():
        first, _, value = part.partition(" ")
        if first == "year":
            own, _, other = value.partition(" for ")
            zh = f"{own}年的值用于{other}年" if other else f"{own}年"
            parts.append(part if language == "en" else zh)
        else:
            parts.append(f"{area_title(first, language)} {title_in(library, 'area', value, language)}")
    return (", " if language == "en" else "，").join([name, *parts])
