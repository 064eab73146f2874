// Gradients and gradient modes.
#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include "bridge.h"

using namespace bridge;

namespace {

torch::autograd::variable_list list(at::Tensor* const* handles, int32_t count) {
  torch::autograd::variable_list tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) tensors.push_back(handles[i] ? *handles[i] : at::Tensor());
  return tensors;
}

}  // namespace

TB_EXPORT int32_t tb_tensor_requires_grad(at::Tensor* tensor) { return tensor->requires_grad(); }
TB_EXPORT int32_t tb_tensor_is_leaf(at::Tensor* tensor) { return tensor->is_leaf(); }

TB_EXPORT int32_t tb_tensor_set_requires_grad(at::Tensor* tensor, int32_t value) {
  return guarded([&] { tensor->set_requires_grad(value != 0); });
}

TB_EXPORT int32_t tb_tensor_retain_grad(at::Tensor* tensor) {
  return guarded([&] { tensor->retain_grad(); });
}

TB_EXPORT int32_t tb_tensor_grad(at::Tensor* tensor, at::Tensor** result) {
  return guarded([&] {
    const at::Tensor& gradient = tensor->grad();
    *result = gradient.defined() ? new at::Tensor(gradient) : nullptr;
  });
}

TB_EXPORT int32_t tb_tensor_set_grad(at::Tensor* tensor, at::Tensor* gradient) {
  return guarded([&] { tensor->mutable_grad() = gradient ? *gradient : at::Tensor(); });
}

// Shares the values but not the history: what an in-place change of type or device of a parameter needs.
TB_EXPORT int32_t tb_tensor_set_data(at::Tensor* tensor, at::Tensor* values) {
  return guarded([&] { tensor->set_data(*values); });
}

TB_EXPORT int32_t tb_backward(at::Tensor* const* tensors, int32_t count, at::Tensor* const* gradients,
                              int32_t gradient_count, int32_t retain_graph, int32_t create_graph,
                              at::Tensor* const* inputs, int32_t input_count) {
  return guarded([&] {
    torch::autograd::backward(list(tensors, count), list(gradients, gradient_count), retain_graph != 0,
                              create_graph != 0, list(inputs, input_count));
  });
}

// results: one handle for each input, null where the input was not used.
TB_EXPORT int32_t tb_grad(at::Tensor* const* outputs, int32_t output_count, at::Tensor* const* inputs,
                          int32_t input_count, at::Tensor* const* gradients, int32_t gradient_count,
                          int32_t retain_graph, int32_t create_graph, int32_t allow_unused, at::Tensor** results) {
  return guarded([&] {
    auto found = torch::autograd::grad(list(outputs, output_count), list(inputs, input_count),
                                       list(gradients, gradient_count), retain_graph != 0, create_graph != 0,
                                       allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++)
      results[i] = found[i].defined() ? new at::Tensor(std::move(found[i])) : nullptr;
  });
}

TB_EXPORT int32_t tb_grad_mode() { return c10::GradMode::is_enabled(); }
TB_EXPORT void tb_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
TB_EXPORT int32_t tb_inference_mode() { return c10::InferenceMode::is_enabled(); }
TB_EXPORT void* tb_inference_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
TB_EXPORT void tb_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
