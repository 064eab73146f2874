#include "values.h"

#include <ATen/core/Generator.h>
#include <ATen/core/List.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/jit_type.h>

namespace bridge {
namespace {

using c10::IValue;
using c10::TypeKind;

bool is_optional(const c10::Type& type) { return type.kind() == TypeKind::OptionalType; }

const c10::Type& unwrapped(const c10::Type& type) {
  return is_optional(type) ? *type.castRaw<c10::OptionalType>()->getElementType() : type;
}

double as_double(const Value& value) {
  return value.tag == Tag::Double ? value.real : static_cast<double>(value.integer);
}

IValue tensor_list(const Value& value, const c10::TypePtr& element) {
  auto handles = static_cast<at::Tensor* const*>(value.pointer);
  if (is_optional(*element)) {
    c10::impl::GenericList list(element);
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) list.push_back(handles[i] ? IValue(*handles[i]) : IValue());
    return list;
  }
  c10::List<at::Tensor> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) list.push_back(handles[i] ? *handles[i] : at::Tensor());
  return list;
}

IValue int_list(const Value& value, const c10::Type& element) {
  auto items = static_cast<const int64_t*>(value.pointer);
  if (element.kind() == TypeKind::BoolType) {
    c10::List<bool> list;
    for (int32_t i = 0; i < value.count; i++) list.push_back(items[i] != 0);
    return list;
  }
  return std::vector<int64_t>(items, items + value.count);
}

IValue list(const Value& value, const c10::Type& type) {
  const c10::TypePtr& element = type.castRaw<c10::ListType>()->getElementType();
  switch (value.tag) {
    case Tag::TensorList: return tensor_list(value, element);
    case Tag::IntList: return int_list(value, *element);
    case Tag::Int: return std::vector<int64_t>{value.integer};
    case Tag::DoubleList: {
      auto items = static_cast<const double*>(value.pointer);
      return std::vector<double>(items, items + value.count);
    }
    default: TORCH_CHECK(false, "expected a list, got a value with tag ", static_cast<int>(value.tag));
  }
}

IValue number(const Value& value, TypeKind wanted) {
  if (wanted == TypeKind::FloatType) return as_double(value);
  if (value.tag == Tag::Complex) {
    auto parts = static_cast<const double*>(value.pointer);
    return c10::complex<double>(parts[0], parts[1]);
  }
  if (value.tag == Tag::Double) return value.real;
  if (wanted == TypeKind::BoolType || (value.tag == Tag::Bool && wanted != TypeKind::IntType))
    return value.integer != 0;
  return value.integer;
}

IValue convert(const Value& value, const c10::Type& declared) {
  if (value.tag == Tag::None) return IValue();
  const c10::Type& type = unwrapped(declared);
  if (type.kind() == TypeKind::ListType) return list(value, type);
  switch (value.tag) {
    case Tag::Tensor: {
      auto tensor = static_cast<at::Tensor*>(value.pointer);
      if (tensor) return *tensor;
      return is_optional(declared) ? IValue() : IValue(at::Tensor());
    }
    case Tag::Device:
      return c10::Device(static_cast<c10::DeviceType>(value.count), static_cast<c10::DeviceIndex>(value.integer));
    case Tag::String: return std::string(static_cast<const char*>(value.pointer), value.count);
    case Tag::Generator: return *static_cast<at::Generator*>(value.pointer);
    default: return number(value, type.kind());
  }
}

void write(IValue&& value, Value& result) {
  if (value.isNone()) {
    result = {Tag::None, 0, {0}};
  } else if (value.isTensor()) {
    at::Tensor tensor = std::move(value).toTensor();
    result = {tensor.defined() ? Tag::Tensor : Tag::None, 0, {0}};
    if (tensor.defined()) result.pointer = new at::Tensor(std::move(tensor));
  } else if (value.isTensorList()) {
    auto tensors = std::move(value).toTensorVector();
    result = {Tag::TensorList, static_cast<int32_t>(tensors.size()), {0}};
    auto handles = new at::Tensor*[tensors.size()];
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = new at::Tensor(std::move(tensors[i]));
    result.pointer = handles;
  } else if (value.isBool()) {
    result = {Tag::Bool, 0, {value.toBool() ? 1 : 0}};
  } else if (value.isInt()) {
    result = {Tag::Int, 0, {value.toInt()}};
  } else if (value.isDouble()) {
    result = {Tag::Double, 0, {0}};
    result.real = value.toDouble();
  } else {
    TORCH_CHECK(false, "cannot return a value of type ", value.tagKind());
  }
}

}  // namespace

void push_arguments(const c10::FunctionSchema& schema, const Value* values, int32_t count, torch::jit::Stack& stack) {
  const auto& arguments = schema.arguments();
  TORCH_CHECK(static_cast<size_t>(count) <= arguments.size(), "expected at most ", arguments.size(),
              " arguments, got ", count);
  stack.reserve(arguments.size() + 2);
  for (size_t i = 0; i < arguments.size(); i++) {
    const auto& argument = arguments[i];
    if (i < static_cast<size_t>(count) && values[i].tag != Tag::Default) {
      stack.push_back(convert(values[i], *argument.type()));
    } else {
      TORCH_CHECK(argument.default_value() || is_optional(*argument.type()), "argument ", argument.name(),
                  " is required");
      stack.push_back(argument.default_value() ? *argument.default_value() : IValue());
    }
  }
}

int32_t pop_results(torch::jit::Stack& stack, Value* results, int32_t capacity) {
  if (stack.size() == 1 && stack[0].isTuple()) {
    auto elements = stack[0].toTuple()->elements();
    stack.assign(std::make_move_iterator(elements.begin()), std::make_move_iterator(elements.end()));
  }
  TORCH_CHECK(static_cast<int32_t>(stack.size()) <= capacity, "expected at most ", capacity, " results, got ",
              stack.size());
  for (size_t i = 0; i < stack.size(); i++) write(std::move(stack[i]), results[i]);
  return static_cast<int32_t>(stack.size());
}

}  // namespace bridge

TB_EXPORT void tb_list_free(at::Tensor** handles) { delete[] handles; }
