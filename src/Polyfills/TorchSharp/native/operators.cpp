// Any ATen operator, found by name once, called boxed through the dispatcher.
#include <ATen/core/dispatch/Dispatcher.h>

#include "values.h"

using namespace bridge;

// handle stays null when this LibTorch has no such operator.
TB_EXPORT int32_t tb_operator_find(const char* name, const char* overload, void** handle) {
  return guarded([&] {
    auto found = c10::Dispatcher::singleton().findSchema({name, overload});
    *handle = found ? new c10::OperatorHandle(*found) : nullptr;
  });
}

// capacity 0 drops the results: what an operator that returns its own argument asks for.
TB_EXPORT int32_t tb_operator_call(void* handle, const Value* arguments, int32_t count, Value* results,
                                   int32_t capacity, int32_t* returned) {
  return guarded([&] {
    auto& op = *static_cast<c10::OperatorHandle*>(handle);
    torch::jit::Stack stack;
    push_arguments(op.schema(), arguments, count, stack);
    op.callBoxed(&stack);
    *returned = capacity == 0 ? 0 : pop_results(stack, results, capacity);
  });
}
