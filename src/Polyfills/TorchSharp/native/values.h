// Tagged values of the C ABI to and from LibTorch's IValue, led by an operator's or a script's schema.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/stack.h>

#include <vector>

#include "bridge.h"

namespace bridge {

// Pushes the arguments, converted to the types that the schema asks for, then the defaults of those not given.
void push_arguments(const c10::FunctionSchema& schema, const Value* values, int32_t count, torch::jit::Stack& stack);

// Writes results (a tuple counts as its elements); returns how many there were. Lists and tensors are handed over.
int32_t pop_results(torch::jit::Stack& stack, Value* results, int32_t capacity);

}  // namespace bridge
