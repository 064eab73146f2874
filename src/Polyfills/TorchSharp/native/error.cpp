// Failures: the message of the last one on each thread.
#include <c10/util/Exception.h>

#include "bridge.h"

namespace bridge {

thread_local std::string last_message;
thread_local int64_t last_ticket = 0;

Status remember_failure() noexcept {
  try {
    throw;
  } catch (const ManagedError& error) {
    last_ticket = error.ticket;
    return FailedInManagedCode;
  } catch (const c10::Error& error) {
    last_message = error.what_without_backtrace();
  } catch (const std::exception& error) {
    last_message = error.what();
  } catch (...) {
    last_message = "an unknown native exception";
  }
  return Failed;
}

}  // namespace bridge

TB_EXPORT const char* tb_error() { return bridge::last_message.c_str(); }
TB_EXPORT int64_t tb_error_ticket() { return bridge::last_ticket; }
