//! PHP's own fiber contexts, pooled: what a coroutine runs on.
//!
//! A context is a C stack of the engine's and a VM stack. Making one costs sixty times what a coroutine does, so a context is a loop that runs one
//! coroutine after the other, and is parked in the pool meanwhile. Observers, debuggers and the JIT see every switch, since the engine makes it.
//!
//! ```text
//! enter:  who runs -> the context       leave:  the context -> who entered it
//! ```
//!
//! A context goes on where it left, which need not be where it began: code that runs in a PHP `Fiber` inside a coroutine leaves from there. The engine's
//! switch keeps the VM stack, the running frame, `error_reporting`, the bailout address, the JIT's trace number and the active fiber apart;
//! [`Aside`] keeps the rest.

use std::alloc::{Layout, alloc, dealloc};
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::ptr;

use ext_php_rs::ffi::{
    self, _zend_vm_stack, zend_class_entry, zend_execute_data, zend_fiber_context,
    zend_fiber_init_context, zend_fiber_switch_context, zend_fiber_transfer,
    zend_fiber_transfer_flag_ZEND_FIBER_TRANSFER_FLAG_ERROR, zend_output_globals,
};
use ext_php_rs::types::Zval;

use crate::php::callback::Held;
use crate::php::version;

/// Bytes of a VM stack's first page, and of those that the engine adds when it is full. Most coroutines touch one page of memory of it.
const VM_PAGE: usize = 8 * 1024;
/// What the allocator keeps beside a page stays within the two pages of memory.
const FIRST_PAGE: Layout = match Layout::from_size_align(VM_PAGE - 16, 16) {
    Ok(layout) => layout,
    Err(_) => panic!("a power of two"),
};
/// Contexts kept for coroutines to come.
const IDLE_MAX: usize = 1024;
/// Contexts whose stacks have a guard page each. A mapping of its own for each guard page counts against the kernel's limit (`vm.max_map_count`,
/// 65,530 by default), which is shared with everything else.
const GUARDED_MAX: usize = 16 * 1024;

/// What a context runs: one coroutine. It must not unwind.
pub type Body = fn(*const c_void);

/// A C stack and a VM stack, on which one coroutine runs at a time.
#[repr(C)]
pub struct Context {
    /// First, so that the engine's pointer to it is ours.
    raw: zend_fiber_context,
    /// Who entered it last.
    back: Cell<*mut zend_fiber_context>,
    /// Where it goes on.
    point: Cell<*mut zend_fiber_context>,
    body: Body,
    job: Cell<*const c_void>,
    /// The frame under all of the coroutine's.
    bottom: *mut zend_execute_data,
    page: *mut _zend_vm_stack,
    /// It is to end when entered.
    dismissed: Cell<bool>,
    error_reporting: Cell<i32>,
}

impl Context {
    /// Gives it something to run.
    pub fn load(&self, job: *const c_void) {
        self.job.set(job);
        // SAFETY: the executor globals live as long as the engine.
        self.error_reporting.set(unsafe { ffi::executor_globals.error_reporting });
    }

    /// Bytes of the VM stack's first page, which most coroutines get by with.
    pub fn stack_usage(&self) -> usize {
        FIRST_PAGE.size()
    }

    /// Passes control to it; returns when it has left, or is done with what it runs.
    ///
    /// # Safety
    /// The context is parked with something loaded, or has left and was not given up.
    #[inline(always)]
    pub unsafe fn enter(&self) {
        // SAFETY: as the caller owes, there is something that goes on at `point`.
        unsafe {
            self.back.set(ffi::executor_globals.current_fiber_context);
            let forced = switch(self.point.get());
            debug_assert!(forced.is_none(), "nobody but the context itself gives control back");
        }
    }

    /// Gives control back to who entered it; returns when it is entered again. The value is an exception to throw at once: PHP gives up
    /// the `Fiber` in which the code that runs is, and this context with it.
    ///
    /// # Safety
    /// The code that calls runs on this context (or in a `Fiber` inside).
    #[inline(always)]
    pub unsafe fn leave(&self) -> Option<Held> {
        // SAFETY: as the caller owes: whoever entered waits for us.
        unsafe {
            self.point.set(ffi::executor_globals.current_fiber_context);
            switch(self.back.get())
        }
    }
}

/// The contexts that are not in use, and how new ones are made.
pub struct Pool {
    // Boxed, since the engine keeps pointers to contexts.
    idle: RefCell<Vec<ptr::NonNull<Context>>>,
    made: Cell<usize>,
    stack_size: Cell<usize>,
    body: Body,
}

impl Pool {
    /// Without contexts; they will run `body`.
    pub const fn new(body: Body, stack_size: usize) -> Self {
        Self {
            idle: RefCell::new(Vec::new()),
            made: Cell::new(0),
            stack_size: Cell::new(stack_size),
            body,
        }
    }

    /// Bytes of the C stacks.
    pub fn stack_size(&self) -> usize {
        self.stack_size.get()
    }

    /// Changes the size of C stacks, for contexts to come.
    pub fn set_stack_size(&self, size: usize) {
        if self.stack_size.replace(size) != size {
            self.clear();
        }
    }

    /// A context, parked or new; none if the system has no memory for another (an exception of the engine's says so).
    pub fn take(&self) -> Option<ptr::NonNull<Context>> {
        let parked = self.idle.borrow_mut().pop();
        parked.or_else(|| self.make())
    }

    /// Takes back a context whose coroutine has ended.
    pub fn give_back(&self, context: ptr::NonNull<Context>) {
        if self.idle.borrow().len() < IDLE_MAX {
            self.idle.borrow_mut().push(context);
        } else {
            self.dismiss(context);
        }
    }

    /// Ends all contexts that are not in use.
    pub fn clear(&self) {
        let idle = self.idle.take();
        for context in idle {
            self.dismiss(context);
        }
    }

    fn make(&self) -> Option<ptr::NonNull<Context>> {
        // SAFETY: the layout has a size; the result is checked.
        let page = unsafe { alloc(FIRST_PAGE) }.cast::<_zend_vm_stack>();
        if page.is_null() {
            return None;
        }
        let context = Box::into_raw(Box::new(Context {
            // SAFETY: all-zero is what the engine's own fibers begin with.
            raw: unsafe { std::mem::zeroed() },
            back: Cell::new(ptr::null_mut()),
            point: Cell::new(ptr::null_mut()),
            body: self.body,
            job: Cell::new(ptr::null()),
            bottom: ptr::null_mut(),
            page,
            dismissed: Cell::new(false),
            error_reporting: Cell::new(0),
        }));
        // SAFETY: the context is ours and stays where it is; its kind is any address that nobody else uses.
        unsafe {
            let raw = &raw mut (*context).raw;
            let kind = (&raw const KIND).cast_mut().cast();
            if !zend_fiber_init_context(raw, kind, Some(run), self.stack_size.get()) {
                dealloc(page.cast(), FIRST_PAGE);
                drop(Box::from_raw(context));
                return None;
            }
            (*context).point.set(raw);
            version::prepare_fiber_stack(raw, self.made.get() < GUARDED_MAX);
        }
        self.made.set(self.made.get() + 1);
        ptr::NonNull::new(context)
    }

    fn dismiss(&self, context: ptr::NonNull<Context>) {
        self.made.set(self.made.get() - 1);
        // SAFETY: it is parked, so it holds nothing; once entered it ends, and the engine frees its C stack as it does.
        unsafe {
            let context = context.as_ptr();
            (*context).dismissed.set(true);
            (*context).enter();
            dealloc((*context).page.cast(), FIRST_PAGE);
            drop(Box::from_raw(context));
        }
    }
}

/// Tells the engine (and its observers) our contexts from others.
static KIND: u8 = 0;

struct Bottom(ffi::zend_internal_function);

// SAFETY: all zero but a type; nobody writes to it.
unsafe impl Sync for Bottom {}

/// What the frame at the bottom runs: no function of anybody's.
static BOTTOM: Bottom = {
    // SAFETY: all-zero is a valid function without a name, arguments or handler.
    let mut function: ffi::zend_internal_function = unsafe { std::mem::zeroed() };
    function.type_ = ffi::ZEND_INTERNAL_FUNCTION as u8;
    Bottom(function)
};

/// What every context runs: one coroutine after the other.
unsafe extern "C" fn run(transfer: *mut zend_fiber_transfer) {
    // SAFETY: the engine runs this on a context of `Pool::make`, and the transfer is a local of its.
    unsafe {
        let context = ffi::executor_globals.current_fiber_context.cast::<Context>();
        begin_vm_stack(context);
        while !(*context).dismissed.get() {
            begin_frame(context);
            ((*context).body)((*context).job.get());
            (*context).point.set(&raw mut (*context).raw);
            let forced = switch((*context).back.get());
            drop(forced);
        }
        (*transfer).context = (*context).back.get();
        (*transfer).flags = 0;
        ptr::write(&raw mut (*transfer).value, Zval::null());
    }
}

/// For the end of a request that ends on a context of ours (a child that was forked in a coroutine): the executor frees its VM stack as memory of
/// its own, so it gets one.
pub fn end_request() {
    // SAFETY: the engine is up, and no frame of PHP's is returned to from here on.
    unsafe {
        let current = ffi::executor_globals.current_fiber_context;
        if !current.is_null() && ptr::eq((*current).kind, (&raw const KIND).cast()) {
            ffi::zend_vm_stack_init();
        }
    }
}

/// Makes the VM stack: one page, in which the bottom frame lies.
unsafe fn begin_vm_stack(context: *mut Context) {
    // SAFETY: the page has room for its own head and many frames; the executor globals are those of this context from here on.
    unsafe {
        let page = (*context).page;
        let first =
            page.cast::<Zval>().add(size_of::<_zend_vm_stack>().div_ceil(size_of::<Zval>()));
        let bottom = first.cast::<zend_execute_data>();
        ptr::write_bytes(bottom, 0, 1);
        (*bottom).func = (&raw const BOTTOM.0).cast_mut().cast();
        (*page).top = first.add(size_of::<zend_execute_data>().div_ceil(size_of::<Zval>()));
        (*page).end = page.byte_add(FIRST_PAGE.size()).cast();
        (*page).prev = ptr::null_mut();
        (*context).bottom = bottom;
    }
}

/// Sets the executor up for a coroutine that begins.
unsafe fn begin_frame(context: *mut Context) {
    // SAFETY: as above.
    unsafe {
        let page = (*context).page;
        let globals = ffi::ext_php_rs_executor_globals();
        (*globals).vm_stack = page;
        (*globals).vm_stack_top = (*page).top;
        (*globals).vm_stack_end = (*page).end;
        (*globals).vm_stack_page_size = VM_PAGE;
        (*globals).current_execute_data = (*context).bottom;
        (*globals).active_fiber = ptr::null_mut();
        (*globals).jit_trace_num = 0;
        (*globals).error_reporting = (*context).error_reporting.get();
        version::begin_fiber_stack(&raw const (*context).raw);
    }
}

/// Passes control, and returns when it comes back. The value is an exception that came with it.
#[inline(always)]
unsafe fn switch(to: *mut zend_fiber_context) -> Option<Held> {
    let aside = if Aside::is_empty() { None } else { Some(Aside::take()) };
    // Nothing is passed along, so there is nothing to drop.
    let mut transfer =
        ManuallyDrop::new(zend_fiber_transfer { context: to, value: Zval::new(), flags: 0 });
    // SAFETY: the callers say where somebody waits for control. Nothing here is dropped by a jump: who bails out on another context is caught there.
    unsafe { zend_fiber_switch_context(&raw mut *transfer) };
    if let Some(aside) = aside {
        aside.restore();
    }
    if transfer.flags & ERROR == 0 {
        return None;
    }
    Some(Held::new(std::mem::take(&mut transfer.value)))
}

/// What comes is an exception to throw.
const ERROR: u8 = zend_fiber_transfer_flag_ZEND_FIBER_TRANSFER_FLAG_ERROR as u8;

/// What the engine's switch leaves to all contexts alike, and a coroutine has of its own. Most have none of it, and this costs nothing.
struct Aside {
    output: Option<zend_output_globals>,
    error_handling: Option<(ffi::zend_error_handling_t, *mut zend_class_entry)>,
    /// How many times over PHP's fibers may not be switched (in a destructor): the code that runs, not the others.
    blocks: u32,
    compare: Option<version::Compare>,
}

impl Aside {
    /// Whether the running code has none of it.
    #[inline(always)]
    fn is_empty() -> bool {
        // SAFETY: the globals live as long as the engine, and this thread alone uses them.
        unsafe {
            ffi::output_globals.active.is_null()
                && ffi::output_globals.handlers.top == 0
                && ffi::executor_globals.error_handling == ffi::zend_error_handling_t_EH_NORMAL
                && !ffi::zend_fiber_switch_blocked()
                && !version::is_comparing()
        }
    }

    /// Takes what the running code has, which leaves none.
    #[cold]
    fn take() -> Self {
        // SAFETY: the globals live as long as the engine, and this thread alone uses them.
        unsafe {
            let output = &raw mut ffi::output_globals;
            let output = (!(*output).active.is_null() || (*output).handlers.top > 0).then(|| {
                let taken = ptr::read(output);
                (*output).handlers =
                    ffi::zend_stack { top: 0, max: 0, elements: ptr::null_mut(), ..taken.handlers };
                (*output).active = ptr::null_mut();
                (*output).running = ptr::null_mut();
                taken
            });
            let globals = ffi::ext_php_rs_executor_globals();
            let normal = ffi::zend_error_handling_t_EH_NORMAL;
            let error_handling = ((*globals).error_handling != normal).then(|| {
                let taken = ((*globals).error_handling, (*globals).exception_class);
                (*globals).error_handling = normal;
                (*globals).exception_class = ptr::null_mut();
                taken
            });
            let mut blocks = 0;
            while ffi::zend_fiber_switch_blocked() {
                ffi::zend_fiber_switch_unblock();
                blocks += 1;
            }
            Self { output, error_handling, blocks, compare: version::take_compare() }
        }
    }

    #[cold]
    fn restore(self) {
        // SAFETY: as above; what is there meanwhile belongs to nobody.
        unsafe {
            if let Some(output) = self.output {
                let current = &raw mut ffi::output_globals;
                if !(*current).handlers.elements.is_null() {
                    ffi::_efree((*current).handlers.elements);
                }
                let flags = (*current).flags;
                ptr::write(current, output);
                // Whether headers have gone out is the process's affair.
                (*current).flags |= flags;
            }
            if let Some((handling, class)) = self.error_handling {
                let globals = ffi::ext_php_rs_executor_globals();
                (*globals).error_handling = handling;
                (*globals).exception_class = class;
            }
            if let Some(compare) = self.compare {
                version::put_compare(compare);
            }
            for _ in 0..self.blocks {
                ffi::zend_fiber_switch_block();
            }
        }
    }
}
