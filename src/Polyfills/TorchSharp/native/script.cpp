// TorchScript source, compiled and called.
#include <ATen/ATen.h>
#include <torch/csrc/jit/api/compilation_unit.h>
#include <torch/jit.h>

#include "values.h"

using namespace bridge;

using Unit = std::shared_ptr<torch::jit::CompilationUnit>;

TB_EXPORT int32_t tb_script_compile(const char* source, void** result) {
  return guarded([&] { *result = new Unit(torch::jit::compile(source)); });
}

TB_EXPORT void tb_script_free(Unit* unit) { delete unit; }

TB_EXPORT int32_t tb_script_find(Unit* unit, const char* name, void** function) {
  return guarded([&] {
    *function = (*unit)->find_function(c10::QualifiedName(name));
    TORCH_CHECK(*function, "the script defines no function named ", name);
  });
}

TB_EXPORT int32_t tb_script_call(void* function, const Value* arguments, int32_t count, Value* results,
                                 int32_t capacity, int32_t* returned) {
  return guarded([&] {
    auto& script = *static_cast<torch::jit::Function*>(function);
    torch::jit::Stack stack;
    push_arguments(script.getSchema(), arguments, count, stack);
    script.run(stack);
    *returned = pop_results(stack, results, capacity);
  });
}
