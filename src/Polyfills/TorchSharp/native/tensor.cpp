// Life and metadata of tensors.
#include <ATen/ATen.h>

#include <cstring>

#include "bridge.h"

using namespace bridge;

namespace {

at::TensorOptions options(int32_t dtype) { return at::TensorOptions(static_cast<at::ScalarType>(dtype)); }

}  // namespace

TB_EXPORT void tb_tensor_free(at::Tensor* tensor) { delete tensor; }
TB_EXPORT at::Tensor* tb_tensor_alias(at::Tensor* tensor) { return new at::Tensor(*tensor); }

TB_EXPORT int32_t tb_tensor_copy_from(const void* data, const int64_t* sizes, int32_t count, int32_t dtype,
                                      at::Tensor** result) {
  return guarded([&] {
    at::Tensor tensor = at::empty(at::IntArrayRef(sizes, count), options(dtype));
    if (tensor.nbytes() != 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
    *result = new at::Tensor(std::move(tensor));
  });
}

// Shares the memory; release(owner) is called when the last tensor on it dies.
TB_EXPORT int32_t tb_tensor_share(void* data, const int64_t* sizes, int32_t count, int32_t dtype, void* owner,
                                  void (*release)(void*), at::Tensor** result) {
  return guarded([&] {
    auto deleter = [owner, release](void*) { release(owner); };
    *result = new at::Tensor(at::from_blob(data, at::IntArrayRef(sizes, count), deleter, options(dtype)));
  });
}

TB_EXPORT int64_t tb_tensor_dim(at::Tensor* tensor) { return tensor->dim(); }
TB_EXPORT int64_t tb_tensor_numel(at::Tensor* tensor) { return tensor->numel(); }
TB_EXPORT int32_t tb_tensor_dtype(at::Tensor* tensor) { return static_cast<int32_t>(tensor->scalar_type()); }
TB_EXPORT int64_t tb_tensor_element_size(at::Tensor* tensor) { return tensor->element_size(); }
TB_EXPORT int32_t tb_tensor_device_type(at::Tensor* tensor) {
  return static_cast<int32_t>(tensor->device().type());
}
TB_EXPORT int32_t tb_tensor_device_index(at::Tensor* tensor) { return tensor->device().index(); }
TB_EXPORT void* tb_tensor_data(at::Tensor* tensor) { return tensor->data_ptr(); }
TB_EXPORT int64_t tb_tensor_storage_offset(at::Tensor* tensor) { return tensor->storage_offset(); }
TB_EXPORT int32_t tb_tensor_is_contiguous(at::Tensor* tensor) { return tensor->is_contiguous(); }
TB_EXPORT int32_t tb_tensor_is_sparse(at::Tensor* tensor) { return tensor->is_sparse(); }
TB_EXPORT int32_t tb_tensor_is_same(at::Tensor* left, at::Tensor* right) { return left->is_same(*right); }
TB_EXPORT void* tb_tensor_identity(at::Tensor* tensor) { return tensor->unsafeGetTensorImpl(); }

TB_EXPORT void tb_tensor_sizes(at::Tensor* tensor, int64_t* sizes) {
  std::memcpy(sizes, tensor->sizes().data(), tensor->dim() * sizeof(int64_t));
}

TB_EXPORT void tb_tensor_strides(at::Tensor* tensor, int64_t* strides) {
  std::memcpy(strides, tensor->strides().data(), tensor->dim() * sizeof(int64_t));
}

// The element at a row-major position of a CPU tensor of any strides.
TB_EXPORT void* tb_tensor_element(at::Tensor* tensor, int64_t position) {
  auto sizes = tensor->sizes();
  auto strides = tensor->strides();
  int64_t offset = 0;
  for (int64_t d = tensor->dim() - 1; d >= 0; d--) {
    offset += position % sizes[d] * strides[d];
    position /= sizes[d];
  }
  return static_cast<char*>(tensor->data_ptr()) + offset * tensor->element_size();
}
