// The C ABI between the managed library and LibTorch. Every function returns 0, or a failure that tb_error explains.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#define TB_EXPORT extern "C" __attribute__((visibility("default")))

namespace at {
class Tensor;
}

namespace bridge {

enum class Tag : int32_t {
  Default = 0,     // argument not given: the operator's own default
  None = 1,
  Tensor = 2,      // at::Tensor*
  Int = 3,         // also ScalarType, layout, memory format
  Double = 4,
  Bool = 5,
  IntList = 6,     // const int64_t*
  TensorList = 7,  // at::Tensor* const*; null entries are absent tensors
  Device = 8,      // bits = index, count = type
  String = 9,      // UTF-8
  DoubleList = 10,
  Generator = 11,  // at::Generator*
  Complex = 12,    // const double[2]
};

struct Value {
  Tag tag;
  int32_t count;
  union {
    int64_t integer;
    double real;
    void* pointer;
  };
};

enum Status : int32_t { Ok = 0, Failed = 1, FailedInManagedCode = 2 };

// A managed callback failed; the ticket finds its exception again on the managed side.
struct ManagedError : std::exception {
  explicit ManagedError(int64_t ticket) : ticket(ticket) {}
  const char* what() const noexcept override { return "a managed callback failed"; }
  int64_t ticket;
};

// Call inside a catch block: remembers the exception in flight for this thread.
Status remember_failure() noexcept;

template <typename Body>
Status guarded(Body&& body) noexcept {
  try {
    std::forward<Body>(body)();
    return Ok;
  } catch (...) {
    return remember_failure();
  }
}

}  // namespace bridge
