// Custom autograd functions: a graph node whose backward is managed code.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#include "bridge.h"

using namespace bridge;
using torch::autograd::variable_list;

namespace {

struct ManagedNode;

// gradients in, gradients of the inputs out (handed over, null = none); returns 0 or the ticket of an exception.
using Backward = int64_t (*)(void* context, ManagedNode* node, at::Tensor** gradients, int32_t count,
                             at::Tensor** results, int32_t result_count);

struct ManagedNode : torch::autograd::Node {
  ManagedNode(std::string name, void* context, Backward backward, void (*release)(void*))
      : label(std::move(name)), context(context), backward(backward), release(release) {}
  ~ManagedNode() override { release(context); }

  std::string name() const override { return label; }

  void release_variables() override {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto& variable : saved) variable.reset_data();
    released = true;
  }

  variable_list apply(variable_list&& gradients) override {
    std::vector<at::Tensor*> given, found(num_outputs(), nullptr);
    for (size_t i = 0; i < gradients.size(); i++) {
      if (materialize && !gradients[i].defined()) gradients[i] = input_metadata(i).zeros_like();
      given.push_back(gradients[i].defined() ? new at::Tensor(std::move(gradients[i])) : nullptr);
    }
    int64_t ticket = backward(context, this, given.data(), static_cast<int32_t>(given.size()), found.data(),
                              static_cast<int32_t>(found.size()));
    if (ticket != 0) throw ManagedError(ticket);
    variable_list results(found.size());
    for (size_t i = 0; i < found.size(); i++) {
      if (!found[i]) continue;
      results[i] = std::move(*found[i]);
      delete found[i];
    }
    return results;
  }

  std::string label;
  void* context;
  Backward backward;
  void (*release)(void*);
  bool materialize = true;
  bool released = false;
  std::vector<torch::autograd::SavedVariable> saved;
};

bool is_differentiable(const at::Tensor& tensor) {
  return at::isFloatingType(tensor.scalar_type()) || at::isComplexType(tensor.scalar_type());
}

bool contains(at::Tensor* const* handles, int32_t count, const at::Tensor& tensor) {
  for (int32_t i = 0; i < count; i++)
    if (handles[i] && handles[i]->is_same(tensor)) return true;
  return false;
}

}  // namespace

// Links outputs to inputs through a node. outputs[i] is replaced when it must be another tensor (an input returned as it
// is). The node owns the context from here on, also when this fails.
TB_EXPORT int32_t tb_function_attach(const char* name, void* context, Backward backward, void (*release)(void*),
                                     int32_t materialize, at::Tensor* const* inputs, int32_t input_count,
                                     at::Tensor** outputs, int32_t output_count, at::Tensor* const* constant,
                                     int32_t constant_count, at::Tensor* const* dirty, int32_t dirty_count,
                                     at::Tensor* const* saved, int32_t saved_count) {
  std::shared_ptr<ManagedNode> node(new ManagedNode(name, context, backward, release), torch::autograd::deleteNode);
  return guarded([&] {
    node->materialize = materialize != 0;
    variable_list variables;
    for (int32_t i = 0; i < input_count; i++) variables.push_back(*inputs[i]);
    node->set_next_edges(torch::autograd::collect_next_edges(variables));
    for (int32_t i = 0; i < output_count; i++) {
      at::Tensor& output = *outputs[i];
      if (contains(dirty, dirty_count, output)) {
        output.unsafeGetTensorImpl()->bump_version();
        torch::autograd::impl::rebase_history(output, {node, node->add_input_metadata(output)});
        continue;
      }
      if (contains(inputs, input_count, output)) output = output.detach();
      if (contains(constant, constant_count, output) || !is_differentiable(output))
        node->add_input_metadata(torch::autograd::Node::undefined_input());
      else
        torch::autograd::impl::set_gradient_edge(output, {node, node->add_input_metadata(output)});
    }
    for (int32_t i = 0; i < saved_count; i++) {
      if (!saved[i]) {
        node->saved.emplace_back();
        continue;
      }
      node->saved.emplace_back(*saved[i], contains(outputs, output_count, *saved[i]));
    }
  });
}

TB_EXPORT int32_t tb_function_saved_count(ManagedNode* node) { return static_cast<int32_t>(node->saved.size()); }

TB_EXPORT int32_t tb_function_saved(ManagedNode* node, int32_t index, at::Tensor** result) {
  return guarded([&] {
    TORCH_CHECK(!node->released, node->label, ": the tensors saved for backward are gone because backward ran "
                "already. Pass retain_graph = true to the first call.");
    at::Tensor tensor = node->saved[index].unpack(node->shared_from_this());
    *result = tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
  });
}
