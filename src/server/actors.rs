//! Who there is: the numbering of a server's processes and threads, fixed before the first fork.
//!
//! ```text
//! 0 .. workers | .. task workers | .. user processes | .. reactor threads | manager | master
//! ```
//!
//! The first three are what PHP calls worker ids. Numbers past the master's are inboxes without an actor of their own: a worker's reply box,
//! where the results of tasks arrive that it waits for and takes nothing else meanwhile.

use crate::ids::ActorId;
use crate::log::Role;

/// How many there are of each kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Actors {
    /// Workers, 1 or more.
    pub workers: u16,
    /// Task workers.
    pub tasks: u16,
    /// User processes.
    pub users: u16,
    /// Reactor threads; none in BASE mode.
    pub reactors: u16,
}

/// What an actor is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Runs the callbacks of sessions.
    Worker,
    /// Runs tasks.
    Task,
    /// Runs a function of the script's.
    User,
    /// Owns sessions in PROCESS mode; its number from 0.
    Reactor(u16),
    /// Watches over the others.
    Manager,
    /// The process that called `start()`.
    Master,
}

impl Actors {
    /// How many actors there are in all.
    pub fn count(&self) -> u16 {
        self.processes() + self.reactors + 2
    }

    /// How many of them have a worker id.
    pub fn processes(&self) -> u16 {
        self.workers + self.tasks + self.users
    }

    /// The reactor thread of that number.
    pub fn reactor(&self, number: u16) -> ActorId {
        ActorId(self.processes() + number)
    }

    /// The manager.
    pub fn manager(&self) -> ActorId {
        ActorId(self.processes() + self.reactors)
    }

    /// The master.
    pub fn master(&self) -> ActorId {
        ActorId(self.processes() + self.reactors + 1)
    }

    /// How many inboxes there are: everyone's, and the reply boxes.
    pub fn inboxes(&self) -> u16 {
        self.count() + if self.tasks > 0 { self.workers } else { 0 }
    }

    /// Where a worker gets the results that it waits for. There is none in a server without task workers.
    pub fn reply_box(&self, worker: ActorId) -> ActorId {
        ActorId(self.count() + worker.0)
    }

    /// The task worker of that number, from 0.
    pub fn task_worker(&self, number: u16) -> ActorId {
        ActorId(self.workers + number)
    }

    /// The user process of that number, from 0.
    pub fn user(&self, number: u16) -> ActorId {
        ActorId(self.workers + self.tasks + number)
    }

    /// What an actor is; numbers past the last are the master too.
    pub fn kind(&self, actor: ActorId) -> Kind {
        let ActorId(id) = actor;
        if id < self.workers {
            Kind::Worker
        } else if id < self.workers + self.tasks {
            Kind::Task
        } else if id < self.processes() {
            Kind::User
        } else if id < self.processes() + self.reactors {
            Kind::Reactor(id - self.processes())
        } else if actor == self.manager() {
            Kind::Manager
        } else {
            Kind::Master
        }
    }

    /// How its log lines are marked.
    pub fn role(&self, actor: ActorId) -> Role {
        match self.kind(actor) {
            Kind::Worker => Role::Worker(actor.0),
            Kind::Task => Role::TaskWorker(actor.0),
            Kind::User => Role::UserProcess(actor.0),
            Kind::Reactor(number) => Role::ReactorThread(number),
            Kind::Manager => Role::Manager,
            Kind::Master => Role::Master,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_actor_has_its_own_number_and_kind() {
        let actors = Actors { workers: 2, tasks: 1, users: 1, reactors: 2 };
        let kinds: Vec<_> = (0..actors.count()).map(|id| actors.kind(ActorId(id))).collect();
        use Kind::*;
        assert_eq!(kinds, [Worker, Worker, Task, User, Reactor(0), Reactor(1), Manager, Master]);
        assert_eq!(actors.kind(actors.reactor(1)), Reactor(1));
        assert_eq!(
            (actors.kind(actors.manager()), actors.kind(actors.master())),
            (Manager, Master)
        );
        assert_eq!((actors.task_worker(0), actors.count()), (ActorId(2), 8));
    }

    #[test]
    fn every_worker_has_a_reply_box_if_there_are_tasks() {
        let actors = Actors { workers: 2, tasks: 1, users: 0, reactors: 1 };
        assert_eq!((actors.count(), actors.inboxes()), (6, 8));
        assert_eq!(actors.reply_box(ActorId(1)), ActorId(7));
        assert_eq!(Actors { tasks: 0, ..actors }.inboxes(), 5);
    }
}
