// Generators and seeds.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include "bridge.h"

using namespace bridge;

namespace {

c10::Device device(int32_t type, int32_t index) {
  return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

}  // namespace

TB_EXPORT int32_t tb_manual_seed(int64_t seed) {
  return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

TB_EXPORT int32_t tb_generator_default(int32_t type, int32_t index, at::Generator** result) {
  return guarded([&] { *result = new at::Generator(at::globalContext().defaultGenerator(device(type, index))); });
}

TB_EXPORT int32_t tb_generator_new(int32_t type, int32_t index, uint64_t seed, at::Generator** result) {
  return guarded([&] {
    at::Generator generator = static_cast<c10::DeviceType>(type) == c10::DeviceType::CPU
                                  ? at::detail::createCPUGenerator(seed)
                                  : at::globalContext().defaultGenerator(device(type, index)).clone();
    generator.set_current_seed(seed);
    *result = new at::Generator(std::move(generator));
  });
}

TB_EXPORT void tb_generator_free(at::Generator* generator) { delete generator; }

TB_EXPORT int32_t tb_generator_set_seed(at::Generator* generator, int64_t seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(static_cast<uint64_t>(seed));
  });
}

TB_EXPORT int64_t tb_generator_current_seed(at::Generator* generator) {
  return static_cast<int64_t>(generator->current_seed());
}

TB_EXPORT int64_t tb_generator_seed(at::Generator* generator) {
  std::lock_guard<std::mutex> lock(generator->mutex());
  return static_cast<int64_t>(generator->seed());
}

TB_EXPORT int32_t tb_generator_state(at::Generator* generator, at::Tensor** state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *state = new at::Tensor(generator->get_state());
  });
}

TB_EXPORT int32_t tb_generator_set_state(at::Generator* generator, at::Tensor* state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(*state);
  });
}
