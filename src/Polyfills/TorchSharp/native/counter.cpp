// How many operators did work between two calls, forward, compiled and autograd's alike: about the launches that a device
// would see. An operator counts once, whatever it calls inside; views and allocations do no work.
#include "bridge.h"

#include <ATen/record_function.h>

#include <atomic>
#include <unordered_set>

namespace {

std::atomic<int64_t> counted{0};
thread_local int64_t working = 0;  // how many operators that do work are open

bool works(const char* name) {
  static const std::unordered_set<std::string> idle = {
      "view", "reshape", "_reshape_alias", "expand", "expand_as", "unsqueeze", "squeeze", "detach", "detach_", "select", "slice", "narrow",
      "as_strided", "t", "transpose", "permute", "alias", "unbind", "empty", "empty_like", "empty_strided", "new_empty",
      "new_empty_strided", "resize_", "set_", "is_nonzero", "result_type", "item", "_local_scalar_dense", "size",
      "lift_fresh", "chunk", "split", "_unsafe_view", "view_as", "to", "requires_grad_", "is_same_size"};
  const std::string full(name);
  const auto colons = full.rfind("::");
  return full.rfind("aten::", 0) == 0 && !idle.count(full.substr(colons + 2));
}

std::unique_ptr<at::ObserverContext> enter(const at::RecordFunction& function) {
  if (works(function.name()) && working++ == 0) counted++;
  return nullptr;
}

void leave(const at::RecordFunction& function, at::ObserverContext*) {
  if (working > 0 && works(function.name())) working--;
}

at::CallbackHandle handle = at::INVALID_CALLBACK_HANDLE;

}  // namespace

TB_EXPORT int32_t tb_count_start() {
  return bridge::guarded([] {
    counted = 0;
    if (handle != at::INVALID_CALLBACK_HANDLE) return;
    handle = at::addGlobalCallback(
        at::RecordFunctionCallback(enter, leave).scopes({at::RecordScope::FUNCTION}));
  });
}

TB_EXPORT int64_t tb_count_stop() {
  if (handle != at::INVALID_CALLBACK_HANDLE) at::removeCallback(handle);
  handle = at::INVALID_CALLBACK_HANDLE;
  return counted;
}
