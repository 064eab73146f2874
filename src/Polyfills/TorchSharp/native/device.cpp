// Threads, CUDA through LibTorch's hooks (no CUDA headers needed), and which BLAS is at work.
#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <dlfcn.h>
#include <torch/version.h>

#include <climits>
#include <cstdlib>
#include <cstring>

#include "bridge.h"

using namespace bridge;

TB_EXPORT const char* tb_blas();

TB_EXPORT const char* tb_version() { return TORCH_VERSION; }
// OpenBLAS on pthreads keeps a pool of its own, which spins against LibTorch's. Then that pool is "the threads", and
// LibTorch's stays at one.
namespace {
template <typename F>
F blas_threads(const char* name) {
  return std::strstr(tb_blas(), "openblas-pthread") ? reinterpret_cast<F>(dlsym(RTLD_DEFAULT, name)) : nullptr;
}
}  // namespace

TB_EXPORT int32_t tb_num_threads() {
  static const auto get = blas_threads<int (*)()>("openblas_get_num_threads");
  return get ? get() : at::get_num_threads();
}

TB_EXPORT int32_t tb_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }

TB_EXPORT int32_t tb_set_num_threads(int32_t count) {
  static const auto set = blas_threads<void (*)(int)>("openblas_set_num_threads");
  return guarded([&] {
    at::set_num_threads(set ? 1 : count);
    if (set) set(count);
  });
}

TB_EXPORT int32_t tb_set_num_interop_threads(int32_t count) {
  return guarded([&] { at::set_num_interop_threads(count); });
}

TB_EXPORT int32_t tb_cuda_available() { return at::hasCUDA(); }
TB_EXPORT int32_t tb_cuda_count() {
  return at::hasCUDA() ? c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount() : 0;
}

TB_EXPORT int32_t tb_cudnn_available() { return at::hasCUDA() && at::detail::getCUDAHooks().compiledWithCuDNN(); }

// index −1 is the current device.
TB_EXPORT int32_t tb_cuda_synchronize(int32_t index) {
  return guarded([&] {
    auto current = c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->getDevice().index();
    at::detail::getCUDAHooks().deviceSynchronize(index < 0 ? current : static_cast<c10::DeviceIndex>(index));
  });
}

TB_EXPORT int32_t tb_cuda_manual_seed(int32_t index, int64_t seed) {
  return guarded([&] {
    c10::Device device(c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(index));
    auto generator = at::globalContext().defaultGenerator(device);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(static_cast<uint64_t>(seed));
  });
}

TB_EXPORT int32_t tb_allow_tf32() { return at::globalContext().allowTF32CuBLAS(); }

TB_EXPORT int32_t tb_set_allow_tf32(int32_t allow) {
  return guarded([&] { at::globalContext().setAllowTF32CuBLAS(allow != 0); });
}

// The file that holds the matrix product: libopenblas…, libmkl…, or libblas.so.3, which is the slow reference one.
TB_EXPORT const char* tb_blas() {
  static char path[PATH_MAX];
  Dl_info info;
  void* product = dlsym(RTLD_DEFAULT, "sgemm_");
  if (product == nullptr || dladdr(product, &info) == 0) return "";
  return realpath(info.dli_fname, path) ? path : info.dli_fname;
}
