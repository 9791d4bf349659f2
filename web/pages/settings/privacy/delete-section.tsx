import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Sheet } from '../../../shell/sheet.tsx';

export const DeleteSection = () => (
  <Sheet aria-labelledby="delete">
    <h2 id="delete">Delete the account</h2>
    <p>The account goes with everything in it, here, in the chats and at others. You first see what that is.</p>
    <div>
      <Button component={Link} to="/settings/delete" color="red" variant="light">
        See what goes
      </Button>
    </div>
  </Sheet>
);
