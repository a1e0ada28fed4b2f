# What Debian builds its own packages with, for what is shipped: an overflown stack or buffer ends the process instead of being
# used, and the tables of the linker cannot be written at run time. tests/system/test_hardening.py looks at the binary. The
# sanitizers of the other presets see more than these do, and do not go with them.
set(hardened $<CONFIG:Release,RelWithDebInfo,MinSizeRel>)
add_compile_options("$<${hardened}:-fPIE;-fstack-protector-strong;-fstack-clash-protection>")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  add_compile_options("$<${hardened}:-fcf-protection>")
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64")
  add_compile_options("$<${hardened}:-mbranch-protection=standard>")
endif()
# A distribution's compiler may define a lower level by itself.
add_compile_options("$<${hardened}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3;-D_GLIBCXX_ASSERTIONS>")
add_link_options("$<${hardened}:-pie;-Wl,-z,relro,-z,now>")
