//! The modules that are inferred from the pickles of the class styles, and the table of all.

pub mod abstract_base;
pub mod any_cycle;
pub mod any_foreign;
pub mod any_slots;
pub mod any_states;
pub mod any_structures;
pub mod attrs_cache_hash;
pub mod attrs_define;
pub mod attrs_define_cached_property;
pub mod attrs_define_inherited;
pub mod attrs_define_no_slots;
pub mod attrs_empty;
pub mod attrs_exception;
pub mod attrs_exception_define;
pub mod attrs_frozen;
pub mod attrs_private;
pub mod attrs_s;
pub mod attrs_s_frozen;
pub mod attrs_s_slots;
pub mod attrs_tuple_cache_hash;
pub mod attrs_tuple_define;
pub mod attrs_tuple_define_inherited;
pub mod attrs_tuple_empty;
pub mod attrs_tuple_frozen;
pub mod attrs_tuple_private;
pub mod attrs_tuple_s_slots;
pub mod byte_strings;
pub mod cached_property;
pub mod containers;
pub mod containers_batches;
pub mod containers_empty;
pub mod containers_nested;
pub mod dataclass_eq_false;
pub mod dataclass_exception;
pub mod dataclass_extra;
pub mod dataclass_factory;
pub mod dataclass_frozen;
pub mod dataclass_inherited;
pub mod dataclass_init_var;
pub mod dataclass_kw_only;
pub mod dataclass_manual_slots;
pub mod dataclass_nested;
pub mod dataclass_order;
pub mod dataclass_plain;
pub mod dataclass_postponed;
pub mod dataclass_slots;
pub mod dataclass_slots_frozen;
pub mod dataclass_slots_frozen_inherited;
pub mod dataclass_slots_inherited;
pub mod dataclass_slots_over_dict;
pub mod dataclass_weakref_slot;
pub mod dates;
pub mod decimals;
pub mod dict_odd_keys;
pub mod enum_auto;
pub mod enum_by_name;
pub mod enum_date_mixin;
pub mod enum_date_values;
pub mod enum_fields;
pub mod enum_flag;
pub mod enum_flag_keep;
pub mod enum_float;
pub mod enum_functional;
pub mod enum_int;
pub mod enum_int_enum;
pub mod enum_int_flag;
pub mod enum_mixin;
pub mod enum_new;
pub mod enum_str;
pub mod enum_str_enum;
pub mod enum_tuple_init;
pub mod enum_unhashable;
pub mod enum_values;
pub mod exception_args;
pub mod exception_attributes;
pub mod exception_derived;
pub mod exceptions_builtin;
pub mod exceptions_import;
pub mod exceptions_names;
pub mod exceptions_notes;
pub mod exceptions_union;
pub mod extension_code;
pub mod family;
pub mod family_marked;
pub mod field_attributes;
pub mod generic_arguments;
pub mod generic_box;
pub mod generic_class;
pub mod generic_dataclass;
pub mod generic_named_tuple;
pub mod generic_parameters;
pub mod generic_slots;
pub mod getstate_dict;
pub mod getstate_drops;
pub mod getstate_empty;
pub mod getstate_none;
pub mod getstate_positions;
pub mod getstate_tuple;
pub mod literal_fields;
pub mod long_values;
pub mod msgspec_array_like;
pub mod msgspec_frozen_tag;
pub mod msgspec_inherited;
pub mod msgspec_kw_only;
pub mod msgspec_kw_only_base;
pub mod msgspec_kw_only_inherited;
pub mod msgspec_nested;
pub mod msgspec_struct;
pub mod msgspec_unset;
pub mod mutual_recursion;
pub mod named_tuple_collections;
pub mod named_tuple_functional;
pub mod named_tuple_lengths;
pub mod named_tuple_state;
pub mod named_tuple_subclass;
pub mod named_tuple_typing;
pub mod nested_class;
pub mod new_type;
pub mod newargs;
pub mod newargs_ex;
pub mod number_edges;
pub mod optional;
pub mod ordered_dict;
pub mod plain_annotated;
pub mod plain_branches;
pub mod plain_class_default;
pub mod plain_empty;
pub mod plain_extra;
pub mod plain_inherited;
pub mod plain_init;
pub mod plain_keywords;
pub mod plain_non_ascii;
pub mod plain_private;
pub mod plain_property;
pub mod plain_untyped;
pub mod property_setter;
pub mod py2_exception;
pub mod py2_named_tuple;
pub mod py2_new_style;
pub mod py2_old_style;
pub mod py2_old_style_arguments;
pub mod py2_slots;
pub mod py2_typed;
pub mod py2_values;
pub mod pydantic1_dataclass;
pub mod pydantic1_extra;
pub mod pydantic1_model;
pub mod pydantic1_private;
pub mod pydantic_alias;
pub mod pydantic_assigned;
pub mod pydantic_dataclass;
pub mod pydantic_extra;
pub mod pydantic_frozen;
pub mod pydantic_generic;
pub mod pydantic_inherited;
pub mod pydantic_model;
pub mod pydantic_nested;
pub mod pydantic_private;
pub mod pydantic_root;
pub mod pydantic_root_old;
pub mod pydantic_secret;
pub mod pydantic_url;
pub mod pydantic_url_core;
pub mod pydantic_v1_dataclass;
pub mod pydantic_v1_extra;
pub mod pydantic_v1_model;
pub mod pydantic_v1_private;
pub mod reduce_class;
pub mod reduce_classmethod;
pub mod reduce_copyreg;
pub mod reduce_dict_slots;
pub mod reduce_function;
pub mod reduce_items;
pub mod reduce_newobj;
pub mod reduce_partial;
pub mod reduce_state;
pub mod reduce_string;
pub mod references;
pub mod references_aliases;
pub mod references_type_statement;
pub mod references_typing;
pub mod self_cycle;
pub mod shared_arc;
pub mod shared_class;
pub mod shared_field;
pub mod shared_list;
pub mod shared_slots;
pub mod slots_empty;
pub mod slots_inherited;
pub mod slots_over_dict;
pub mod slots_plain;
pub mod slots_unset;
pub mod slots_with_dict;
pub mod state_setter;
pub mod subclass_attributes;
pub mod subclass_bytearray;
pub mod subclass_bytes;
pub mod subclass_complex;
pub mod subclass_counter;
pub mod subclass_date;
pub mod subclass_datetime;
pub mod subclass_decimal;
pub mod subclass_defaultdict;
pub mod subclass_deque;
pub mod subclass_dict;
pub mod subclass_exception;
pub mod subclass_float;
pub mod subclass_frozenset;
pub mod subclass_int;
pub mod subclass_list;
pub mod subclass_namespace;
pub mod subclass_ordered_dict;
pub mod subclass_path;
pub mod subclass_set;
pub mod subclass_str;
pub mod subclass_time;
pub mod subclass_timedelta;
pub mod subclass_tuple;
pub mod subclass_user_dict;
pub mod subclass_user_list;
pub mod subclass_user_string;
pub mod tree_children;
pub mod tree_optional;
pub mod tree_parents;
pub mod typed_dict;
pub mod typed_dict_required;
pub mod union;
pub mod union_fields;
pub mod values_addresses;
pub mod values_collections;
pub mod values_containers;
pub mod values_dates;
pub mod values_enums;
pub mod values_fold;
pub mod values_iterators;
pub mod values_numbers;
pub mod values_paths;
pub mod values_structures;
pub mod values_text;
pub mod values_uuid_safe;
pub mod values_zones;

/// Every style, by name.
pub(super) const INFERRED: &[super::Inferred] = &[
    super::Inferred::of::<abstract_base::Root>("abstract_base"),
    super::Inferred::of::<any_cycle::Root>("any_cycle"),
    super::Inferred::of::<any_foreign::Root>("any_foreign"),
    super::Inferred::of::<any_slots::Root>("any_slots"),
    super::Inferred::of::<any_states::Root>("any_states"),
    super::Inferred::of::<any_structures::Root>("any_structures"),
    super::Inferred::of::<attrs_cache_hash::Root>("attrs_cache_hash"),
    super::Inferred::of::<attrs_define::Root>("attrs_define"),
    super::Inferred::of::<attrs_define_cached_property::Root>("attrs_define_cached_property"),
    super::Inferred::of::<attrs_define_inherited::Root>("attrs_define_inherited"),
    super::Inferred::of::<attrs_define_no_slots::Root>("attrs_define_no_slots"),
    super::Inferred::of::<attrs_empty::Root>("attrs_empty"),
    super::Inferred::of::<attrs_exception::Root>("attrs_exception"),
    super::Inferred::of::<attrs_exception_define::Root>("attrs_exception_define"),
    super::Inferred::of::<attrs_frozen::Root>("attrs_frozen"),
    super::Inferred::of::<attrs_private::Root>("attrs_private"),
    super::Inferred::of::<attrs_s::Root>("attrs_s"),
    super::Inferred::of::<attrs_s_frozen::Root>("attrs_s_frozen"),
    super::Inferred::of::<attrs_s_slots::Root>("attrs_s_slots"),
    super::Inferred::of::<attrs_tuple_cache_hash::Root>("attrs_tuple_cache_hash"),
    super::Inferred::of::<attrs_tuple_define::Root>("attrs_tuple_define"),
    super::Inferred::of::<attrs_tuple_define_inherited::Root>("attrs_tuple_define_inherited"),
    super::Inferred::of::<attrs_tuple_empty::Root>("attrs_tuple_empty"),
    super::Inferred::of::<attrs_tuple_frozen::Root>("attrs_tuple_frozen"),
    super::Inferred::of::<attrs_tuple_private::Root>("attrs_tuple_private"),
    super::Inferred::of::<attrs_tuple_s_slots::Root>("attrs_tuple_s_slots"),
    super::Inferred::of::<byte_strings::Root>("byte_strings"),
    super::Inferred::of::<cached_property::Root>("cached_property"),
    super::Inferred::of::<containers::Root>("containers"),
    super::Inferred::of::<containers_batches::Root>("containers_batches"),
    super::Inferred::of::<containers_empty::Root>("containers_empty"),
    super::Inferred::of::<containers_nested::Root>("containers_nested"),
    super::Inferred::of::<dataclass_eq_false::Root>("dataclass_eq_false"),
    super::Inferred::of::<dataclass_exception::Root>("dataclass_exception"),
    super::Inferred::of::<dataclass_extra::Root>("dataclass_extra"),
    super::Inferred::of::<dataclass_factory::Root>("dataclass_factory"),
    super::Inferred::of::<dataclass_frozen::Root>("dataclass_frozen"),
    super::Inferred::of::<dataclass_inherited::Root>("dataclass_inherited"),
    super::Inferred::of::<dataclass_init_var::Root>("dataclass_init_var"),
    super::Inferred::of::<dataclass_kw_only::Root>("dataclass_kw_only"),
    super::Inferred::of::<dataclass_manual_slots::Root>("dataclass_manual_slots"),
    super::Inferred::of::<dataclass_nested::Root>("dataclass_nested"),
    super::Inferred::of::<dataclass_order::Root>("dataclass_order"),
    super::Inferred::of::<dataclass_plain::Root>("dataclass_plain"),
    super::Inferred::of::<dataclass_postponed::Root>("dataclass_postponed"),
    super::Inferred::of::<dataclass_slots::Root>("dataclass_slots"),
    super::Inferred::of::<dataclass_slots_frozen::Root>("dataclass_slots_frozen"),
    super::Inferred::of::<dataclass_slots_frozen_inherited::Root>("dataclass_slots_frozen_inherited"),
    super::Inferred::of::<dataclass_slots_inherited::Root>("dataclass_slots_inherited"),
    super::Inferred::of::<dataclass_slots_over_dict::Root>("dataclass_slots_over_dict"),
    super::Inferred::of::<dataclass_weakref_slot::Root>("dataclass_weakref_slot"),
    super::Inferred::of::<dates::Root>("dates"),
    super::Inferred::of::<decimals::Root>("decimals"),
    super::Inferred::of::<dict_odd_keys::Root>("dict_odd_keys"),
    super::Inferred::of::<enum_auto::Root>("enum_auto"),
    super::Inferred::of::<enum_by_name::Root>("enum_by_name"),
    super::Inferred::of::<enum_date_mixin::Root>("enum_date_mixin"),
    super::Inferred::of::<enum_date_values::Root>("enum_date_values"),
    super::Inferred::of::<enum_fields::Root>("enum_fields"),
    super::Inferred::of::<enum_flag::Root>("enum_flag"),
    super::Inferred::of::<enum_flag_keep::Root>("enum_flag_keep"),
    super::Inferred::of::<enum_float::Root>("enum_float"),
    super::Inferred::of::<enum_functional::Root>("enum_functional"),
    super::Inferred::of::<enum_int::Root>("enum_int"),
    super::Inferred::of::<enum_int_enum::Root>("enum_int_enum"),
    super::Inferred::of::<enum_int_flag::Root>("enum_int_flag"),
    super::Inferred::of::<enum_mixin::Root>("enum_mixin"),
    super::Inferred::of::<enum_new::Root>("enum_new"),
    super::Inferred::of::<enum_str::Root>("enum_str"),
    super::Inferred::of::<enum_str_enum::Root>("enum_str_enum"),
    super::Inferred::of::<enum_tuple_init::Root>("enum_tuple_init"),
    super::Inferred::of::<enum_unhashable::Root>("enum_unhashable"),
    super::Inferred::of::<enum_values::Root>("enum_values"),
    super::Inferred::of::<exception_args::Root>("exception_args"),
    super::Inferred::of::<exception_attributes::Root>("exception_attributes"),
    super::Inferred::of::<exception_derived::Root>("exception_derived"),
    super::Inferred::of::<exceptions_builtin::Root>("exceptions_builtin"),
    super::Inferred::of::<exceptions_import::Root>("exceptions_import"),
    super::Inferred::of::<exceptions_names::Root>("exceptions_names"),
    super::Inferred::of::<exceptions_notes::Root>("exceptions_notes"),
    super::Inferred::of::<exceptions_union::Root>("exceptions_union"),
    super::Inferred::of::<extension_code::Root>("extension_code"),
    super::Inferred::of::<family::Root>("family"),
    super::Inferred::of::<family_marked::Root>("family_marked"),
    super::Inferred::of::<field_attributes::Root>("field_attributes"),
    super::Inferred::of::<generic_arguments::Root>("generic_arguments"),
    super::Inferred::of::<generic_box::Root>("generic_box"),
    super::Inferred::of::<generic_class::Root>("generic_class"),
    super::Inferred::of::<generic_dataclass::Root>("generic_dataclass"),
    super::Inferred::of::<generic_named_tuple::Root>("generic_named_tuple"),
    super::Inferred::of::<generic_parameters::Root>("generic_parameters"),
    super::Inferred::of::<generic_slots::Root>("generic_slots"),
    super::Inferred::of::<getstate_dict::Root>("getstate_dict"),
    super::Inferred::of::<getstate_drops::Root>("getstate_drops"),
    super::Inferred::of::<getstate_empty::Root>("getstate_empty"),
    super::Inferred::of::<getstate_none::Root>("getstate_none"),
    super::Inferred::of::<getstate_positions::Root>("getstate_positions"),
    super::Inferred::of::<getstate_tuple::Root>("getstate_tuple"),
    super::Inferred::of::<literal_fields::Root>("literal_fields"),
    super::Inferred::of::<long_values::Root>("long_values"),
    super::Inferred::of::<msgspec_array_like::Root>("msgspec_array_like"),
    super::Inferred::of::<msgspec_frozen_tag::Root>("msgspec_frozen_tag"),
    super::Inferred::of::<msgspec_inherited::Root>("msgspec_inherited"),
    super::Inferred::of::<msgspec_kw_only::Root>("msgspec_kw_only"),
    super::Inferred::of::<msgspec_kw_only_base::Root>("msgspec_kw_only_base"),
    super::Inferred::of::<msgspec_kw_only_inherited::Root>("msgspec_kw_only_inherited"),
    super::Inferred::of::<msgspec_nested::Root>("msgspec_nested"),
    super::Inferred::of::<msgspec_struct::Root>("msgspec_struct"),
    super::Inferred::of::<msgspec_unset::Root>("msgspec_unset"),
    super::Inferred::of::<mutual_recursion::Root>("mutual_recursion"),
    super::Inferred::of::<named_tuple_collections::Root>("named_tuple_collections"),
    super::Inferred::of::<named_tuple_functional::Root>("named_tuple_functional"),
    super::Inferred::of::<named_tuple_lengths::Root>("named_tuple_lengths"),
    super::Inferred::of::<named_tuple_state::Root>("named_tuple_state"),
    super::Inferred::of::<named_tuple_subclass::Root>("named_tuple_subclass"),
    super::Inferred::of::<named_tuple_typing::Root>("named_tuple_typing"),
    super::Inferred::of::<nested_class::Root>("nested_class"),
    super::Inferred::of::<new_type::Root>("new_type"),
    super::Inferred::of::<newargs::Root>("newargs"),
    super::Inferred::of::<newargs_ex::Root>("newargs_ex"),
    super::Inferred::of::<number_edges::Root>("number_edges"),
    super::Inferred::of::<optional::Root>("optional"),
    super::Inferred::of::<ordered_dict::Root>("ordered_dict"),
    super::Inferred::of::<plain_annotated::Root>("plain_annotated"),
    super::Inferred::of::<plain_branches::Root>("plain_branches"),
    super::Inferred::of::<plain_class_default::Root>("plain_class_default"),
    super::Inferred::of::<plain_empty::Root>("plain_empty"),
    super::Inferred::of::<plain_extra::Root>("plain_extra"),
    super::Inferred::of::<plain_inherited::Root>("plain_inherited"),
    super::Inferred::of::<plain_init::Root>("plain_init"),
    super::Inferred::of::<plain_keywords::Root>("plain_keywords"),
    super::Inferred::of::<plain_non_ascii::Root>("plain_non_ascii"),
    super::Inferred::of::<plain_private::Root>("plain_private"),
    super::Inferred::of::<plain_property::Root>("plain_property"),
    super::Inferred::of::<plain_untyped::Root>("plain_untyped"),
    super::Inferred::of::<property_setter::Root>("property_setter"),
    super::Inferred::of::<py2_exception::Root>("py2_exception"),
    super::Inferred::of::<py2_named_tuple::Root>("py2_named_tuple"),
    super::Inferred::of::<py2_new_style::Root>("py2_new_style"),
    super::Inferred::of::<py2_old_style::Root>("py2_old_style"),
    super::Inferred::of::<py2_old_style_arguments::Root>("py2_old_style_arguments"),
    super::Inferred::of::<py2_slots::Root>("py2_slots"),
    super::Inferred::of::<py2_typed::Root>("py2_typed"),
    super::Inferred::of::<py2_values::Root>("py2_values"),
    super::Inferred::of::<pydantic1_dataclass::Root>("pydantic1_dataclass"),
    super::Inferred::of::<pydantic1_extra::Root>("pydantic1_extra"),
    super::Inferred::of::<pydantic1_model::Root>("pydantic1_model"),
    super::Inferred::of::<pydantic1_private::Root>("pydantic1_private"),
    super::Inferred::of::<pydantic_alias::Root>("pydantic_alias"),
    super::Inferred::of::<pydantic_assigned::Root>("pydantic_assigned"),
    super::Inferred::of::<pydantic_dataclass::Root>("pydantic_dataclass"),
    super::Inferred::of::<pydantic_extra::Root>("pydantic_extra"),
    super::Inferred::of::<pydantic_frozen::Root>("pydantic_frozen"),
    super::Inferred::of::<pydantic_generic::Root>("pydantic_generic"),
    super::Inferred::of::<pydantic_inherited::Root>("pydantic_inherited"),
    super::Inferred::of::<pydantic_model::Root>("pydantic_model"),
    super::Inferred::of::<pydantic_nested::Root>("pydantic_nested"),
    super::Inferred::of::<pydantic_private::Root>("pydantic_private"),
    super::Inferred::of::<pydantic_root::Root>("pydantic_root"),
    super::Inferred::of::<pydantic_root_old::Root>("pydantic_root_old"),
    super::Inferred::of::<pydantic_secret::Root>("pydantic_secret"),
    super::Inferred::of::<pydantic_url::Root>("pydantic_url"),
    super::Inferred::of::<pydantic_url_core::Root>("pydantic_url_core"),
    super::Inferred::of::<pydantic_v1_dataclass::Root>("pydantic_v1_dataclass"),
    super::Inferred::of::<pydantic_v1_extra::Root>("pydantic_v1_extra"),
    super::Inferred::of::<pydantic_v1_model::Root>("pydantic_v1_model"),
    super::Inferred::of::<pydantic_v1_private::Root>("pydantic_v1_private"),
    super::Inferred::of::<reduce_class::Root>("reduce_class"),
    super::Inferred::of::<reduce_classmethod::Root>("reduce_classmethod"),
    super::Inferred::of::<reduce_copyreg::Root>("reduce_copyreg"),
    super::Inferred::of::<reduce_dict_slots::Root>("reduce_dict_slots"),
    super::Inferred::of::<reduce_function::Root>("reduce_function"),
    super::Inferred::of::<reduce_items::Root>("reduce_items"),
    super::Inferred::of::<reduce_newobj::Root>("reduce_newobj"),
    super::Inferred::of::<reduce_partial::Root>("reduce_partial"),
    super::Inferred::of::<reduce_state::Root>("reduce_state"),
    super::Inferred::of::<reduce_string::Root>("reduce_string"),
    super::Inferred::of::<references::Root>("references"),
    super::Inferred::of::<references_aliases::Root>("references_aliases"),
    super::Inferred::of::<references_type_statement::Root>("references_type_statement"),
    super::Inferred::of::<references_typing::Root>("references_typing"),
    super::Inferred::of::<self_cycle::Root>("self_cycle"),
    super::Inferred::of::<shared_arc::Root>("shared_arc"),
    super::Inferred::of::<shared_class::Root>("shared_class"),
    super::Inferred::of::<shared_field::Root>("shared_field"),
    super::Inferred::of::<shared_list::Root>("shared_list"),
    super::Inferred::of::<shared_slots::Root>("shared_slots"),
    super::Inferred::of::<slots_empty::Root>("slots_empty"),
    super::Inferred::of::<slots_inherited::Root>("slots_inherited"),
    super::Inferred::of::<slots_over_dict::Root>("slots_over_dict"),
    super::Inferred::of::<slots_plain::Root>("slots_plain"),
    super::Inferred::of::<slots_unset::Root>("slots_unset"),
    super::Inferred::of::<slots_with_dict::Root>("slots_with_dict"),
    super::Inferred::of::<state_setter::Root>("state_setter"),
    super::Inferred::of::<subclass_attributes::Root>("subclass_attributes"),
    super::Inferred::of::<subclass_bytearray::Root>("subclass_bytearray"),
    super::Inferred::of::<subclass_bytes::Root>("subclass_bytes"),
    super::Inferred::of::<subclass_complex::Root>("subclass_complex"),
    super::Inferred::of::<subclass_counter::Root>("subclass_counter"),
    super::Inferred::of::<subclass_date::Root>("subclass_date"),
    super::Inferred::of::<subclass_datetime::Root>("subclass_datetime"),
    super::Inferred::of::<subclass_decimal::Root>("subclass_decimal"),
    super::Inferred::of::<subclass_defaultdict::Root>("subclass_defaultdict"),
    super::Inferred::of::<subclass_deque::Root>("subclass_deque"),
    super::Inferred::of::<subclass_dict::Root>("subclass_dict"),
    super::Inferred::of::<subclass_exception::Root>("subclass_exception"),
    super::Inferred::of::<subclass_float::Root>("subclass_float"),
    super::Inferred::of::<subclass_frozenset::Root>("subclass_frozenset"),
    super::Inferred::of::<subclass_int::Root>("subclass_int"),
    super::Inferred::of::<subclass_list::Root>("subclass_list"),
    super::Inferred::of::<subclass_namespace::Root>("subclass_namespace"),
    super::Inferred::of::<subclass_ordered_dict::Root>("subclass_ordered_dict"),
    super::Inferred::of::<subclass_path::Root>("subclass_path"),
    super::Inferred::of::<subclass_set::Root>("subclass_set"),
    super::Inferred::of::<subclass_str::Root>("subclass_str"),
    super::Inferred::of::<subclass_time::Root>("subclass_time"),
    super::Inferred::of::<subclass_timedelta::Root>("subclass_timedelta"),
    super::Inferred::of::<subclass_tuple::Root>("subclass_tuple"),
    super::Inferred::of::<subclass_user_dict::Root>("subclass_user_dict"),
    super::Inferred::of::<subclass_user_list::Root>("subclass_user_list"),
    super::Inferred::of::<subclass_user_string::Root>("subclass_user_string"),
    super::Inferred::of::<tree_children::Root>("tree_children"),
    super::Inferred::of::<tree_optional::Root>("tree_optional"),
    super::Inferred::of::<tree_parents::Root>("tree_parents"),
    super::Inferred::of::<typed_dict::Root>("typed_dict"),
    super::Inferred::of::<typed_dict_required::Root>("typed_dict_required"),
    super::Inferred::of::<union::Root>("union"),
    super::Inferred::of::<union_fields::Root>("union_fields"),
    super::Inferred::of::<values_addresses::Root>("values_addresses"),
    super::Inferred::of::<values_collections::Root>("values_collections"),
    super::Inferred::of::<values_containers::Root>("values_containers"),
    super::Inferred::of::<values_dates::Root>("values_dates"),
    super::Inferred::of::<values_enums::Root>("values_enums"),
    super::Inferred::of::<values_fold::Root>("values_fold"),
    super::Inferred::of::<values_iterators::Root>("values_iterators"),
    super::Inferred::of::<values_numbers::Root>("values_numbers"),
    super::Inferred::of::<values_paths::Root>("values_paths"),
    super::Inferred::of::<values_structures::Root>("values_structures"),
    super::Inferred::of::<values_text::Root>("values_text"),
    super::Inferred::of::<values_uuid_safe::Root>("values_uuid_safe"),
    super::Inferred::of::<values_zones::Root>("values_zones"),
];
